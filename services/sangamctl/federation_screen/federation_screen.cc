#include "services/sangamctl/federation_screen/federation_screen.h"

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/money/format.h"
#include "services/sangamctl/federation_screen/readiness_words.h"
#include "services/sangamctl/match_screen/condition_lines.h"
#include "services/sangamctl/match_screen/screen_text.h"
#include "services/sangamctl/screen/table.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::AssessFederationResponse;
using matching::v1::AssessFederationsResponse;
using matching::v1::FederationAssessment;
using matching::v1::NormResult;
using matching::v1::RuleAssessment;

constexpr int kIndent = 2;
// A screen has no room for more; --output shows all.
constexpr int kMostChildren = 8;

std::string TitleOf(const FederationAssessment& body, const Words& words) {
  const std::string kind = KindInWords(body.kind(), words);
  if (body.hypothetical()) {
    return absl::StrCat(kind, words.Say(" that ", " — "),
                        FormatCount(body.children()),
                        words.Say(" groups may found", " समूह बना सकते हैं"));
  }
  const std::string& title =
      body.title().empty() ? body.subject() : body.title();
  return title.empty() ? kind : absl::StrCat(title, " (", kind, ")");
}

class AssessmentScreen {
 public:
  AssessmentScreen(const Words& words, const Layout& layout)
      : words_(words), screen_(layout, words) {}

  std::string Draw(const AssessFederationResponse& response) {
    const FederationAssessment& body = response.assessment();
    subject_ = body.subject();
    screen_.LineWithRight(0, Bold(TitleOf(body, words_), screen_.layout()),
                          body.place_title());
    if (body.rules().empty()) {
      screen_.Gap();
      screen_.Wrapped(0, words_.Say("No readiness rule applies to it.",
                                    "इस पर कोई तैयारी नियम लागू नहीं होता।"));
    }
    for (const RuleAssessment& rule : body.rules()) DrawRule(rule);
    screen_.Gap();
    screen_.Wrapped(0, response.disclaimer());
    return screen_.Take();
  }

 private:
  void DrawRule(const RuleAssessment& rule) {
    screen_.Gap();
    screen_.LineWithRight(
        0, rule.title(),
        rule.applies() == matching::v1::OUTCOME_NOT_MET
            ? Dim(words_.Say("does not apply", "लागू नहीं"), screen_.layout())
            : ColouredReadiness(rule.readiness(), words_, screen_.layout()));
    if (rule.applies() == matching::v1::OUTCOME_UNKNOWN) {
      screen_.Wrapped(kIndent, words_.Say("Whether it applies is not known.",
                                          "यह लागू है या नहीं, ज्ञात नहीं।"));
    } else if (rule.applies() == matching::v1::OUTCOME_NOT_MET) {
      screen_.Wrapped(
          kIndent,
          words_.Say(
              "It is a rule for others, so by it this body is not ready.",
              "यह नियम दूसरों के लिए है, इसलिए यह संस्था इससे तैयार नहीं।"));
    }
    for (const NormResult& norm : rule.norms()) DrawNorm(norm);
    DrawChildren(rule);
    DrawMembersElsewhere(rule);
    DrawSources(rule);
    if (!rule.notes().empty()) {
      screen_.Wrapped(kIndent, absl::StrCat(words_.Say("Note: ", "टिप्पणी: "),
                                            rule.notes()));
    }
  }

  void DrawNorm(const NormResult& norm) {
    screen_.LineWithRight(kIndent,
                          absl::StrCat(Mark(norm.outcome(), screen_.layout()),
                                       " ", norm.description()),
                          NormInWords(norm, words_));
    // What the counts do not tell.
    if (norm.counts().empty() && norm.people().empty() &&
        norm.outcome() != matching::v1::OUTCOME_MET) {
      for (const auto& finding : norm.findings()) {
        if (finding.outcome() == matching::v1::OUTCOME_MET) continue;
        screen_.Wrapped(2 * kIndent,
                        FindingInWords(finding, screen_.layout(), words_));
      }
    }
    if (!norm.interpretation().empty()) {
      screen_.Wrapped(2 * kIndent,
                      Dim(absl::StrCat(words_.Say("Read so: ", "ऐसे पढ़ा गया: "),
                                       norm.interpretation()),
                          screen_.layout()));
    }
  }

  void DrawChildren(const RuleAssessment& rule) {
    if (rule.has_children_required()) {
      screen_.Wrapped(kIndent, AtOnceInWords(rule, words_));
    }
    int told = 0;
    int left = 0;
    for (const auto& child : rule.children()) {
      const std::string lacks = LacksInWords(child, words_);
      if (lacks.empty()) continue;
      if (told == kMostChildren) {
        ++left;
        continue;
      }
      if (told++ == 0) {
        screen_.Line(kIndent,
                     words_.Say("Nearest to ready:", "तैयारी के सबसे निकट:"));
      }
      const std::string name = child.name().empty()
                                   ? absl::StrCat("#", child.index() + 1)
                                   : child.name();
      screen_.Wrapped(2 * kIndent, absl::StrCat(name, ": ", lacks));
    }
    if (left > 0) {
      screen_.Line(2 * kIndent,
                   absl::StrCat(words_.Say("and ", "और "), FormatCount(left),
                                words_.Say(" more", " अन्य")));
    }
  }

  // Joining is leaving the one that they are in.
  void DrawMembersElsewhere(const RuleAssessment& rule) {
    std::vector<std::string> told;
    int64_t elsewhere = 0;
    for (const auto& child : rule.children()) {
      if (child.member_of().empty() || child.member_of() == subject_) continue;
      if (++elsewhere > kMostChildren) continue;
      told.push_back(absl::StrCat(child.name().empty()
                                      ? absl::StrCat("#", child.index() + 1)
                                      : child.name(),
                                  " → ", child.member_of()));
    }
    if (elsewhere == 0) return;
    screen_.Wrapped(
        kIndent,
        absl::StrCat(FormatCount(elsewhere),
                     words_.Say(" belong to another federation already; they"
                                " are counted here, as the rule does not say:",
                                " पहले से किसी दूसरे संघ में हैं; नियम इस पर मौन है,"
                                " इसलिए वे यहाँ गिने गए हैं:")));
    for (const std::string& line : told) screen_.Wrapped(2 * kIndent, line);
    if (elsewhere > kMostChildren) {
      screen_.Line(2 * kIndent,
                   absl::StrCat(words_.Say("and ", "और "),
                                FormatCount(elsewhere - kMostChildren),
                                words_.Say(" more", " अन्य")));
    }
  }

  void DrawSources(const RuleAssessment& rule) {
    std::set<std::string> told;
    for (const NormResult& norm : rule.norms()) {
      for (const auto& citation : norm.citations()) {
        std::string source = absl::StrCat(
            words_.Say("Source: ", "स्रोत: "), citation.document(),
            citation.section().empty() ? ""
                                       : absl::StrCat(", ", citation.section()),
            " — ", citation.restated());
        if (told.insert(source).second) screen_.Wrapped(kIndent, source);
      }
    }
  }

  const Words& words_;
  ScreenText screen_;
  std::string subject_;
};

}  // namespace

std::string DrawAssessment(AssessFederationResponse response,
                           const Words& words, const Layout& layout) {
  MakePlain(response);
  return AssessmentScreen(words, layout).Draw(response);
}

std::string DrawAssessments(AssessFederationsResponse response,
                            const Words& words, const Layout& layout) {
  MakePlain(response);
  Table bodies({{words.Say("BODY", "संस्था")},
                {words.Say("KIND", "प्रकार")},
                {words.Say("RULE", "नियम")},
                {words.Say("READINESS", "तैयारी")},
                {words.Say("READY", "तैयार"), true},
                {words.Say("SHORT", "कम"), true}});
  for (const FederationAssessment& body : response.assessments()) {
    for (const RuleAssessment& rule : body.rules()) {
      bodies.AddRow(
          {body.hypothetical()
               ? absl::StrCat(body.place(), words.Say(" (new)", " (नया)"))
               : body.subject(),
           KindInWords(body.kind(), words), rule.readiness_rule(),
           ReadinessInWords(rule.readiness(), words),
           FormatCount(rule.children_ready()),
           FormatCount(rule.children_short())});
    }
  }
  Table counts({{words.Say("RULE", "नियम")},
                {words.Say("BODIES", "संस्थाएँ")},
                {words.Say("READY", "तैयार"), true},
                {words.Say("TO DECIDE", "निर्णय शेष"), true},
                {words.Say("FACTS MISSING", "जानकारी अधूरी"), true},
                {words.Say("NOT READY", "तैयार नहीं"), true},
                {words.Say("ONE SHORT", "एक कम"), true}});
  for (const auto& count : response.counts()) {
    counts.AddRow(
        {count.readiness_rule(),
         count.recorded() ? words.Say("recorded", "दर्ज")
                          : words.Say("may be founded", "बन सकती हैं"),
         FormatCount(count.ready()), FormatCount(count.needs_judgement()),
         FormatCount(count.needs_information()), FormatCount(count.not_ready()),
         FormatCount(count.one_child_short())});
  }
  std::string drawn = bodies.Draw(layout);
  if (drawn.empty()) {
    drawn = words.Say("No federation was found.\n", "कोई संघ नहीं मिला।\n");
  }
  const std::string counted = counts.Draw(layout);
  return counted.empty() ? drawn : absl::StrCat(drawn, "\n", counted);
}

}  // namespace sangam::sangamctl
