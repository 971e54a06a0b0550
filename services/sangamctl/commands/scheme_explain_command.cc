#include "services/sangamctl/commands/scheme_explain_command.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/clock/civil_date.h"
#include "sangam/matching/v1/rule_trial.pb.h"
#include "sangam/scheme_catalog/v1/attribute.pb.h"
#include "sangam/scheme_catalog/v1/department.pb.h"
#include "services/sangamctl/commands/console.h"
#include "services/sangamctl/commands/language_choice.h"
#include "services/sangamctl/commands/scheme_documents.h"
#include "services/sangamctl/commands/version_terms.h"
#include "services/sangamctl/document/message_writer.h"
#include "services/sangamctl/match_screen/term_words.h"
#include "services/sangamctl/remote/refusal.h"
#include "services/sangamctl/remote/resource_client.h"
#include "services/sangamctl/scheme_file/scheme_story.h"
#include "services/sangamctl/screen/display_width.h"
#include "services/sangamctl/screen/terminal.h"

namespace sangam::sangamctl {
namespace {

namespace catalog = scheme_catalog::v1;

// Whether it is in force on a day; days as "2026-04-01" sort as text.
bool IsInForce(const catalog::SchemeVersion& version, const std::string& day) {
  const std::string from = DateInWords(version.effective_from());
  const std::string until = DateInWords(version.effective_until());
  const std::string closed = DateInWords(version.closed_on());
  return WasPublished(version) && from <= day &&
         (until.empty() || day <= until) && (closed.empty() || day <= closed);
}

// Gathers what a telling needs, from files as far as they hold it, and from the
// services. What can't be had of titles is left out.
class StoryTeller {
 public:
  StoryTeller(std::vector<Resource> files, const std::string& language,
              ServiceCaller& caller)
      : files_(std::move(files)),
        language_(language),
        words_(language),
        caller_(caller),
        client_(caller) {}

  // Tells the version; an error of the catalogue.
  absl::Status Tell(const catalog::SchemeVersion& version, std::string& text) {
    StoryMaterial material;
    material.version = version;
    const std::string scheme = SchemeOfName(version.name());
    if (const catalog::Scheme* in_files = FindScheme(files_, scheme)) {
      material.scheme = *in_files;
    } else {
      absl::StatusOr<Found> found = Get("schemes", scheme);
      if (!found.ok() && !absl::IsNotFound(found.status())) {
        return found.status();
      }
      if (found.ok()) material.scheme.CopyFrom(*found->resources.front());
    }
    AddTitles(material);
    if (absl::Status status = AddAttributes(material); !status.ok()) {
      return status;
    }
    AddMeanings(material);
    absl::StrAppend(
        &text, text.empty() ? "" : "\n",
        DrawStory(std::move(material), words_, LayoutOfStandardOutput()));
    return absl::OkStatus();
  }

  // Why expressions are shown as they are; OK if all were read back.
  const absl::Status& meaning_fault() const { return meaning_fault_; }

 private:
  absl::StatusOr<Found> Get(const char* collection, const std::string& name) {
    return client_.Get(*TypeOfCollection(collection), name, {});
  }

  void AddTitles(StoryMaterial& material) {
    std::vector<std::string> departments = {material.scheme.department()};
    for (const auto& benefit : material.version.benefits()) {
      departments.push_back(benefit.work_order().buyer());
      departments.push_back(benefit.market_linkage().buyer());
    }
    for (const auto& route : material.version.where_to_apply()) {
      departments.push_back(route.department());
    }
    for (const std::string& name : departments) {
      if (name.empty() || material.titles.contains(name)) continue;
      const Resource* in_files = FindResource(files_, name);
      catalog::Department department;
      if (in_files != nullptr) {
        department.CopyFrom(*in_files->message);
      } else if (const auto found = Get("departments", name); found.ok()) {
        department.CopyFrom(*found->resources.front());
      }
      material.titles[name] = department.title();
    }
    std::vector<std::string> schemes = {material.scheme.variant_of(),
                                        material.scheme.tops_up(),
                                        material.scheme.superseded_by()};
    for (const auto& relation : material.version.relations()) {
      schemes.push_back(relation.scheme());
    }
    for (const std::string& name : schemes) {
      if (name.empty() || material.titles.contains(name)) continue;
      catalog::Scheme scheme;
      if (const catalog::Scheme* in_files = FindScheme(files_, name)) {
        scheme = *in_files;
      } else if (const auto found = Get("schemes", name); found.ok()) {
        scheme.CopyFrom(*found->resources.front());
      }
      material.titles[name] = words_.Pick(scheme.title());
    }
  }

  absl::Status AddAttributes(StoryMaterial& material) {
    const absl::StatusOr<Found> found =
        client_.List(*TypeOfCollection("attributes"), {}, {});
    if (!found.ok()) return found.status();
    for (const auto& message : found->resources) {
      const auto& attribute = static_cast<const catalog::Attribute&>(*message);
      constexpr absl::string_view kPrefix = "attributes/";
      material.attributes[attribute.name().substr(kPrefix.size())] = {
          words_.Pick(attribute.label()), attribute.unit()};
    }
    return absl::OkStatus();
  }

  void AddMeanings(StoryMaterial& material) {
    for (const std::string& expression : ExpressionsOf(material.version)) {
      matching::v1::EvaluateRuleRequest request;
      matching::v1::EvaluateRuleResponse response;
      request.set_expression(expression);
      request.set_language_code(language_);
      const absl::Status status =
          caller_.Call(Service::kMatching, "EvaluateRule", request, response);
      if (!status.ok()) {
        if (meaning_fault_.ok()) meaning_fault_ = status;
        if (ExitCodeOf(status) == kExitUnreachable) return;
        continue;
      }
      material.meanings[expression] = {response.meaning().begin(),
                                       response.meaning().end()};
    }
  }

  const std::vector<Resource> files_;
  const std::string language_;
  const Words words_;
  ServiceCaller& caller_;
  ResourceClient client_;
  absl::Status meaning_fault_;
};

// The version of a stored scheme to tell: the one in force today, else the one
// that starts last. Nothing if it has none.
absl::StatusOr<absl::optional<catalog::SchemeVersion>> VersionOfScheme(
    const std::string& scheme, const std::string& today,
    ServiceCaller& caller) {
  const absl::StatusOr<Found> found = ResourceClient(caller).List(
      *TypeOfCollection("scheme-versions"), {}, {{"scheme", scheme}});
  if (!found.ok()) return found.status();
  absl::optional<catalog::SchemeVersion> best;
  for (const auto& message : found->resources) {
    const auto& version = static_cast<const catalog::SchemeVersion&>(*message);
    const auto rank = [&today](const catalog::SchemeVersion& one) {
      return std::pair(IsInForce(one, today),
                       DateInWords(one.effective_from()));
    };
    if (!best || rank(*best) <= rank(version)) best = version;
  }
  return best;
}

}  // namespace

ExitCode RunSchemeExplain(const ParsedCommand& command,
                          const Settings& settings, const Clock& clock) {
  const std::string& argument = command.arguments[0];
  ServiceCaller caller(settings, clock);
  std::vector<Resource> files;
  std::vector<catalog::SchemeVersion> versions;
  if (MeansFile(argument)) {
    Problems problems;
    files = ReadDocumentsOf({argument}, problems);
    if (!problems.empty()) return ComplainOf(problems);
    for (const Resource& resource : files) {
      if (const auto* version = FindVersion(files, resource.name)) {
        versions.push_back(*version);
      }
    }
  } else if (VersionOfName(argument) == argument) {
    const absl::StatusOr<Found> found = ResourceClient(caller).Get(
        *TypeOfCollection("scheme-versions"), argument, {});
    if (!found.ok()) {
      return ComplainOf(found.status(), Service::kSchemeCatalog, caller);
    }
    versions.emplace_back().CopyFrom(*found->resources.front());
  } else if (SchemeOfName(argument) == argument) {
    auto found =
        VersionOfScheme(argument, FormatDay(IndiaDay(clock.Now())), caller);
    if (!found.ok()) {
      return ComplainOf(found.status(), Service::kSchemeCatalog, caller);
    }
    if (*found) versions.push_back(**std::move(found));
  } else {
    return ComplainOfUsage(
        absl::StrCat("\"", argument,
                     "\" is neither a scheme, schemes/..., nor a version,"
                     " schemes/.../versions/..., nor a file"));
  }
  if (versions.empty()) {
    Complain(absl::StrCat(argument, " holds no version"));
    return kExitRefused;
  }
  if (settings.output != OutputFormat::kTable) {
    std::string text;
    for (const auto& version : versions) {
      absl::StrAppend(&text, settings.output == OutputFormat::kJson
                                 ? WriteJson(version)
                                 : absl::StrCat("---\n", WriteYaml(version)));
    }
    return Print(text);
  }
  const Words words = ChooseWords(command);
  StoryTeller teller(std::move(files), command.Value("language", "en"), caller);
  std::string text;
  for (const auto& version : versions) {
    const absl::Status status = teller.Tell(version, text);
    if (!status.ok()) {
      return ComplainOf(status, Service::kSchemeCatalog, caller);
    }
  }
  if (!teller.meaning_fault().ok()) {
    Complain(absl::StrCat(
        "some expressions are shown as they are: ",
        Explain(teller.meaning_fault(), Service::kMatching,
                caller.AddressOf(Service::kMatching), caller.timeout())));
  }
  for (const auto& version : versions) {
    if (IsSubmitted(version) && !version.etag().empty()) {
      absl::StrAppend(&text, "\n",
                      words.Say("to publish exactly this text",
                                "ठीक यही पाठ प्रकाशित करने के लिए"),
                      ": sangamctl scheme approve ", PlainText(version.name()),
                      " --etag ", PlainText(version.etag()),
                      " --principal ACCOUNT\n");
    }
  }
  const ExitCode printed = Print(text);
  const absl::Status& fault = teller.meaning_fault();
  if (printed != kExitOk || fault.ok()) return printed;
  return absl::IsInvalidArgument(fault) ? kExitBadInput : ExitCodeOf(fault);
}

}  // namespace sangam::sangamctl
