#include "services/sangamctl/match_screen/reason_words.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "services/sangamctl/match_screen/relation_words.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::ConditionResult;
using matching::v1::Finding;
using matching::v1::SchemeMatch;

constexpr char kDot[] = " · ";
constexpr absl::string_view kNumberOf = "number of ";

void AddOnce(std::string text, std::vector<std::string>& texts) {
  if (std::find(texts.begin(), texts.end(), text) == texts.end()) {
    texts.push_back(std::move(text));
  }
}

// Whether the value says by itself what it is: "cluster", "Ri Bhoi".
bool SpeaksForItself(absl::string_view attribute) {
  static constexpr absl::string_view kNames[] = {
      "subject.kind",  "place",      "sectors", "trades",
      "location_type", "legal_form", "products"};
  return std::find(std::begin(kNames), std::end(kNames), attribute) !=
         std::end(kNames);
}

bool IsYes(absl::string_view actual) {
  return actual == "yes" || actual == "हाँ";
}

// Empty where the profile says nothing that could be shown.
std::string ReasonInWords(const Finding& finding) {
  const std::string& actual = finding.actual();
  // "not received" alone would not say what.
  if (actual.empty() || finding.attribute() == "received") return "";
  if (SpeaksForItself(finding.attribute())) return actual;
  if (IsYes(actual)) return finding.label();

  absl::string_view counted = finding.label();
  if (actual != "1" && absl::ConsumePrefix(&counted, kNumberOf)) {
    return absl::StrCat(actual, " ", counted);
  }
  return absl::StrCat(finding.label(), ": ", actual);
}

}  // namespace

std::string ReasonsInWords(const SchemeMatch& match, const Words& words) {
  if (match.conditions().empty()) {
    return words.Say("open to all", "सभी के लिए खुली");
  }
  std::vector<std::string> reasons;
  for (const ConditionResult& condition : match.conditions()) {
    if (condition.outcome() != matching::v1::OUTCOME_MET) continue;
    bool told = false;
    for (const Finding& finding : condition.findings()) {
      if (finding.outcome() != matching::v1::OUTCOME_MET) continue;
      std::string reason = ReasonInWords(finding);
      if (reason.empty()) continue;
      told = true;
      AddOnce(std::move(reason), reasons);
    }
    if (!told) {
      AddOnce(std::string(absl::StripSuffix(condition.description(), ".")),
              reasons);
    }
  }
  return absl::StrJoin(reasons, kDot);
}

std::string ShortfallInWords(const Finding& finding, const Words& words) {
  const bool is_place = finding.attribute() == "place";
  const std::string needs = words.Say(
      is_place
          ? ": must lie "
          : (finding.attribute() == "received" ? ": must be " : ": needs "),
      ": अपेक्षित ");
  return absl::StrCat(
      finding.label(), needs, finding.required(),
      finding.actual().empty()
          ? ""
          : absl::StrCat(words.Say(is_place ? ", is " : ", has ", ", वर्तमान "),
                         finding.actual()),
      finding.distance().empty() ? "" : absl::StrCat(": ", finding.distance()));
}

std::string ShortfallsInWords(const SchemeMatch& match, const Words& words) {
  std::vector<std::string> shortfalls;
  for (const ConditionResult& condition : match.conditions()) {
    if (condition.outcome() != matching::v1::OUTCOME_NOT_MET) continue;
    for (const Finding& finding : FindingsToTell(condition)) {
      if (finding.outcome() != matching::v1::OUTCOME_NOT_MET) continue;
      AddOnce(ShortfallInWords(finding, words), shortfalls);
    }
  }
  for (const auto& finding : match.relation_findings()) {
    if (RulesOut(finding)) {
      AddOnce(RelationFindingInWords(finding, words), shortfalls);
    }
  }
  return absl::StrJoin(shortfalls, kDot);
}

std::vector<Finding> FindingsToTell(const ConditionResult& condition) {
  const bool met = condition.outcome() == matching::v1::OUTCOME_MET;
  std::vector<Finding> told;
  for (const Finding& finding : condition.findings()) {
    // One way to meet it is enough; the ways not taken do not matter.
    if (met && finding.outcome() != matching::v1::OUTCOME_MET) continue;
    const auto same =
        std::find_if(told.begin(), told.end(), [&](const Finding& known) {
          return known.attribute() == finding.attribute() &&
                 known.outcome() == finding.outcome() &&
                 known.distance().empty() && finding.distance().empty();
        });
    if (same == told.end()) {
      told.push_back(finding);
    } else {
      same->set_required(
          absl::StrCat(same->required(), "; ", finding.required()));
    }
  }
  return told;
}

}  // namespace sangam::sangamctl
