#include "services/sangamctl/commands/apply_report.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "common/money/format.h"
#include "common/status/errors.h"
#include "nlohmann/json.hpp"
#include "services/sangamctl/document/message_writer.h"
#include "services/sangamctl/scheme_file/expression_fault.h"
#include "services/sangamctl/scheme_file/field_path.h"

namespace sangam::sangamctl {
namespace {

using Json = nlohmann::ordered_json;

Json ToJson(const std::vector<ApplyFailure>& failures) {
  Json json = Json::array();
  for (const ApplyFailure& failure : failures) {
    json.push_back({{"file", failure.file},
                    {"line", failure.position.line},
                    {"column", failure.position.column},
                    {"resource", failure.resource},
                    {"message", failure.message}});
  }
  return json;
}

Json ToJson(const ApplyReport& report) {
  Json json = {{"created", report.created},     {"updated", report.updated},
               {"unchanged", report.unchanged}, {"failed", report.failed},
               {"left", report.left},           {"tests", report.tests},
               {"token", report.token}};
  json["failures"] = ToJson(report.failures);
  json["notes"] = ToJson(report.notes);
  return json;
}

std::string ToYaml(const std::vector<ApplyFailure>& failures) {
  if (failures.empty()) return " []\n";
  std::string yaml = "\n";
  for (const ApplyFailure& failure : failures) {
    absl::StrAppend(&yaml, "- file: ", YamlScalar(failure.file),
                    "\n  line: ", failure.position.line,
                    "\n  column: ", failure.position.column,
                    "\n  resource: ", YamlScalar(failure.resource),
                    "\n  message: ", YamlScalar(failure.message), "\n");
  }
  return yaml;
}

std::string ToYaml(const ApplyReport& report) {
  return absl::StrCat(
      "created: ", report.created, "\nupdated: ", report.updated,
      "\nunchanged: ", report.unchanged, "\nfailed: ", report.failed,
      "\nleft: ", report.left, "\ntests: ", report.tests,
      "\ntoken: ", YamlScalar(report.token),
      "\nfailures:", ToYaml(report.failures), "notes:", ToYaml(report.notes));
}

std::string Count(size_t count, absl::string_view word) {
  return absl::StrCat(FormatCount(static_cast<int64_t>(count)), " ", word);
}

bool Holds(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// "groups/a, groups/b and 40 more".
std::string Names(std::vector<std::string> names) {
  constexpr size_t kNamed = 20;
  if (names.empty()) return "nothing";
  const size_t more = names.size() > kNamed ? names.size() - kNamed : 0;
  names.resize(names.size() - more);
  return absl::StrCat(
      absl::StrJoin(names, ", "),
      more == 0 ? "" : absl::StrCat(" and ", Count(more, "more")));
}

}  // namespace

std::vector<ApplyFailure> FailuresOf(const Resource& resource,
                                     const absl::Status& status,
                                     const std::string& explanation) {
  const auto failure = [&](const std::string& path, std::string message) {
    return ApplyFailure{resource.file, PositionOfField(resource, path),
                        resource.name, std::move(message)};
  };
  if (ReasonOf(status) == type::v1::ERROR_REASON_VERSION_IMMUTABLE) {
    return {failure(
        "name",
        "is published with other terms, and published terms never change;"
        " restore this document and add a new version beside it")};
  }
  std::vector<ApplyFailure> failures;
  for (const FieldViolation& violation : FieldViolationsOf(status)) {
    absl::string_view path = violation.field;
    absl::ConsumePrefix(&path, absl::StrCat(resource.type->field, "."));
    if (path == resource.type->field) path = "";
    failures.push_back(failure(
        std::string(path),
        absl::StrCat(path, path.empty() ? "" : ": ", violation.description)));
    // Of an expression, its very place.
    if (const auto fault = ReadExpressionFault(violation.description)) {
      failures.back().position = PositionInField(
          resource, std::string(path), FollowPath(*resource.message, path).text,
          {fault->line, fault->column});
    }
  }
  if (failures.empty()) failures.push_back(failure("", explanation));
  // The line of an identity number holds the number.
  if (resource.source != nullptr &&
      ReasonOf(status) != type::v1::ERROR_REASON_IDENTITY_NUMBER) {
    for (ApplyFailure& one : failures) {
      one.line = resource.source->LineAt(one.position.line);
    }
  }
  return failures;
}

std::string DrawReport(const ApplyReport& report, OutputFormat format) {
  if (format == OutputFormat::kJson) {
    return ToJson(report).dump(1, ' ', false, Json::error_handler_t::replace) +
           "\n";
  }
  if (format == OutputFormat::kYaml) return ToYaml(report);
  std::string text = absl::StrCat(
      Count(report.created, "created, "), Count(report.updated, "updated, "),
      Count(report.unchanged, "unchanged, "), Count(report.failed, "failed"));
  if (report.left > 0)
    absl::StrAppend(&text, ", ", Count(report.left, "not tried"));
  if (report.tests > 0) {
    absl::StrAppend(&text, "; ",
                    Count(report.tests, report.tests == 1 ? "test" : "tests"),
                    ", not stored");
  }
  absl::StrAppend(&text, "\n");
  for (const ApplyFailure& note : report.notes) {
    absl::StrAppend(&text, note.resource, ": ", note.message, "\n");
  }
  return text;
}

std::string ExplainRefusals(const ApplyReport& report) {
  if (report.failed == 0) return "";
  std::vector<std::string> refused;
  for (const ApplyFailure& failure : report.failures) {
    if (!Holds(refused, failure.resource) &&
        !Holds(report.drafts, failure.resource)) {
      refused.push_back(failure.resource);
    }
  }
  if (report.refused_before) {
    return absl::StrCat("nothing was stored; mend ", Names(refused),
                        " and apply the same files again");
  }
  return absl::StrCat(
      "not stored: ", Names(refused),
      report.drafts.empty() ? "" : "\nstored as a draft and no more: ",
      report.drafts.empty() ? "" : Names(report.drafts),
      "\nstored: ", Names(report.accepted),
      "\nmend what was refused and apply the same files again; what is stored"
      " stays as it is");
}

std::string DrawFailure(const ApplyFailure& failure) {
  return absl::StrCat(failure.file == "-" ? "(standard input)" : failure.file,
                      ":", failure.position.line, ":", failure.position.column,
                      ": ", failure.resource, ": ", failure.message);
}

}  // namespace sangam::sangamctl
