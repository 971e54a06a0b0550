#include "services/sangamctl/scheme_file/lint_report.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/money/format.h"
#include "common/status/errors.h"
#include "nlohmann/json.hpp"
#include "services/sangamctl/document/message_writer.h"
#include "services/sangamctl/scheme_file/field_path.h"
#include "services/sangamctl/screen/display_width.h"

namespace sangam::sangamctl {
namespace {

using Json = nlohmann::ordered_json;

// "X does not exist; create it first" gives X.
std::string MissingResource(absl::string_view description) {
  const auto in_expression = ReadExpressionFault(description);
  if (in_expression) description = in_expression->message;
  const size_t end = description.find(" does not exist");
  return std::string(
      description.substr(0, end == absl::string_view::npos ? 0 : end));
}

// The word that a fault of an expression is about, as a resource's name: what
// stands first in backticks or quotes.
std::string WordAtFault(absl::string_view message) {
  const size_t open = message.find_first_of("`\"");
  if (open == absl::string_view::npos) return "";
  const size_t close = message.find(message[open], open + 1);
  if (close == absl::string_view::npos) return "";
  const std::string word(message.substr(open + 1, close - open - 1));
  return absl::StrContains(word, "/") ? word
                                      : absl::StrCat("attributes/", word);
}

bool SpeaksOfSomethingUnknown(absl::string_view message) {
  return absl::StartsWith(message, "unknown ") ||
         absl::StrContains(message, "does not exist") ||
         absl::StartsWith(message, "there is no ");
}

// A violation's field as the resource has it.
std::string PathOf(const Resource& resource, const FieldViolation& violation) {
  absl::string_view path = violation.field;
  absl::ConsumePrefix(&path, absl::StrCat(resource.type->field, "."));
  return path == resource.type->field ? "" : std::string(path);
}

// The resource whose absence is why a field is not understood; empty where that
// is not why.
std::string UnknownResource(const Resource& resource,
                            const FieldViolation& violation) {
  if (absl::StartsWith(violation.description, "is not an attribute")) {
    return absl::StrCat(
        "attributes/",
        FollowPath(*resource.message, PathOf(resource, violation)).text);
  }
  const auto in_expression = ReadExpressionFault(violation.description);
  const absl::string_view message =
      in_expression ? in_expression->message : violation.description;
  return SpeaksOfSomethingUnknown(message) ? WordAtFault(message) : "";
}

std::string Place(const LintFault& fault) {
  const std::string file = fault.file == "-" ? "(standard input)" : fault.file;
  return fault.position.line == 0 ? file
                                  : absl::StrCat(file, ":", fault.position.line,
                                                 ":", fault.position.column);
}

std::string Count(size_t count, absl::string_view one,
                  absl::string_view several) {
  return absl::StrCat(FormatCount(static_cast<int64_t>(count)), " ",
                      count == 1 ? one : several);
}

std::string DrawFault(const LintFault& fault, const Layout& layout) {
  const std::string head =
      absl::StrCat(Bold(PlainText(Place(fault)), layout), ": ");
  if (!fault.in_expression) {
    return absl::StrCat(
        head,
        PlainText(fault.path.empty()
                      ? fault.message
                      : absl::StrCat(fault.path, ": ", fault.message)),
        "\n", DrawLineAtFault(fault.line, fault.position.column, layout));
  }
  return absl::StrCat(
      head, PlainText(fault.path), "\n",
      DrawExpressionFault(fault.expression, *fault.in_expression, layout));
}

Json ToJson(const std::vector<LintFault>& faults) {
  Json json = Json::array();
  for (const LintFault& fault : faults) {
    Json entry = {{"file", fault.file},
                  {"line", fault.position.line},
                  {"column", fault.position.column},
                  {"path", fault.path},
                  {"message", fault.message}};
    if (fault.in_expression) {
      entry["expression_line"] = fault.in_expression->line;
      entry["expression_column"] = fault.in_expression->column;
    }
    json.push_back(std::move(entry));
  }
  return json;
}

std::string ToYaml(const std::vector<LintFault>& faults) {
  if (faults.empty()) return " []\n";
  std::string yaml = "\n";
  for (const LintFault& fault : faults) {
    absl::StrAppend(&yaml, "- file: ", YamlScalar(fault.file),
                    "\n  line: ", fault.position.line,
                    "\n  column: ", fault.position.column,
                    "\n  path: ", YamlScalar(fault.path),
                    "\n  message: ", YamlScalar(fault.message), "\n");
    if (!fault.in_expression) continue;
    absl::StrAppend(&yaml, "  expression_line: ", fault.in_expression->line,
                    "\n  expression_column: ", fault.in_expression->column,
                    "\n");
  }
  return yaml;
}

}  // namespace

LintFault FaultAt(const Resource& resource, const std::string& path,
                  const std::string& message) {
  const PointedField field = FollowPath(*resource.message, path);
  LintFault fault{
      resource.file, PositionOfField(resource, path), field.shown, message, "",
      absl::nullopt};
  fault.in_expression = ReadExpressionFault(message);
  if (fault.in_expression) {
    fault.expression = field.text;
    fault.position = PositionInField(
        resource, path, field.text,
        {fault.in_expression->line, fault.in_expression->column});
    fault.message = fault.in_expression->message;
  } else if (resource.source != nullptr) {
    fault.line = resource.source->LineAt(fault.position.line);
  }
  return fault;
}

size_t AddRefusal(const Resource& resource, const absl::Status& status,
                  const std::string& explanation,
                  const std::set<std::string>& in_files, LintReport& report) {
  const std::vector<FieldViolation> violations = FieldViolationsOf(status);
  if (violations.empty()) {
    report.faults.push_back(FaultAt(resource, "name", explanation));
    return 0;
  }
  size_t left_out = 0;
  for (const FieldViolation& violation : violations) {
    if (in_files.contains(MissingResource(violation.description))) {
      ++left_out;
      continue;
    }
    LintFault fault =
        FaultAt(resource, PathOf(resource, violation), violation.description);
    if (ReasonOf(status) == type::v1::ERROR_REASON_IDENTITY_NUMBER) {
      // Its line holds the number.
      fault.in_expression.reset();
      fault.line.clear();
    }
    const std::string word = UnknownResource(resource, violation);
    if (in_files.contains(word)) {
      fault.message = absl::StrCat("not checked, because ", word,
                                   " is not stored yet; apply it, then check"
                                   " again");
      fault.in_expression.reset();
      fault.line.clear();
      report.unchecked.push_back(std::move(fault));
    } else {
      report.faults.push_back(std::move(fault));
    }
  }
  return left_out;
}

absl::Status LastingRefusal(const Resource& resource,
                            const absl::Status& status,
                            const std::set<std::string>& in_files) {
  std::vector<FieldViolation> lasting;
  for (FieldViolation& violation : FieldViolationsOf(status)) {
    if (!in_files.contains(MissingResource(violation.description)) &&
        !in_files.contains(UnknownResource(resource, violation)) &&
        !absl::StartsWith(violation.description, "and other fields: ")) {
      lasting.push_back(std::move(violation));
    }
  }
  return lasting.empty() ? absl::OkStatus()
                         : InvalidFieldsError(lasting, ReasonOf(status));
}

std::string DrawLintReport(const LintReport& report, OutputFormat format,
                           const Layout& layout) {
  if (format == OutputFormat::kJson) {
    Json json = {{"documents", report.documents}};
    json["faults"] = ToJson(report.faults);
    json["unchecked"] = ToJson(report.unchecked);
    json["advice"] = ToJson(report.advice);
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
  }
  if (format == OutputFormat::kYaml) {
    return absl::StrCat("documents: ", report.documents,
                        "\nfaults:", ToYaml(report.faults),
                        "unchecked:", ToYaml(report.unchecked),
                        "advice:", ToYaml(report.advice));
  }
  std::vector<const LintFault*> faults;
  for (const LintFault& fault : report.faults) faults.push_back(&fault);
  std::stable_sort(
      faults.begin(), faults.end(), [](const LintFault* a, const LintFault* b) {
        return std::tie(a->file, a->position.line, a->position.column) <
               std::tie(b->file, b->position.line, b->position.column);
      });
  std::string text;
  for (const LintFault* fault : faults) {
    absl::StrAppend(&text, DrawFault(*fault, layout));
  }
  for (const LintFault& fault : report.unchecked) {
    absl::StrAppend(&text, DrawFault(fault, layout));
  }
  for (const LintFault& advice : report.advice) {
    LintFault told = advice;
    told.message = absl::StrCat("before it is submitted: ", advice.message);
    told.line.clear();
    absl::StrAppend(&text, DrawFault(told, layout));
  }
  std::string counts = Count(report.documents, "document", "documents");
  absl::StrAppend(&counts, ": ",
                  report.faults.empty()
                      ? "no faults"
                      : Count(report.faults.size(), "fault", "faults"));
  if (!report.unchecked.empty()) {
    absl::StrAppend(&counts, ", ", report.unchecked.size(), " not checked");
  }
  return absl::StrCat(text, counts, "\n");
}

}  // namespace sangam::sangamctl
