#include "services/sangamctl/federation_screen/readiness_words.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "common/money/format.h"
#include "common/rules/phrases_codes.h"
#include "services/sangamctl/match_screen/reason_words.h"

namespace sangam::sangamctl {

using matching::v1::ChildCount;
using matching::v1::NormResult;
using matching::v1::Readiness;
using matching::v1::RuleAssessment;

std::string KindInWords(type::v1::SubjectKind kind, const Words& words) {
  const std::string& name = type::v1::SubjectKind_Name(kind);
  absl::string_view code = name;
  if (!absl::ConsumePrefix(&code, "SUBJECT_KIND_")) {
    return words.Say("body", "संस्था");
  }
  return words.Say(rules::CodeInWords(code), rules::HindiOfCode(code));
}

std::string ReadinessInWords(Readiness readiness, const Words& words) {
  switch (readiness) {
    case matching::v1::READINESS_READY:
      return words.Say("ready", "तैयार");
    case matching::v1::READINESS_NEEDS_JUDGEMENT:
      return words.Say("a person decides", "निर्णय शेष");
    case matching::v1::READINESS_NEEDS_INFORMATION:
      return words.Say("facts are missing", "जानकारी अधूरी");
    case matching::v1::READINESS_NOT_READY:
      return words.Say("not ready", "तैयार नहीं");
    default:
      return words.Say("not told", "नहीं बताया गया");
  }
}

std::string ColouredReadiness(Readiness readiness, const Words& words,
                              const Layout& layout) {
  const std::string text = ReadinessInWords(readiness, words);
  switch (readiness) {
    case matching::v1::READINESS_READY:
      return Green(text, layout);
    case matching::v1::READINESS_NOT_READY:
      return Red(text, layout);
    default:
      return Yellow(text, layout);
  }
}

std::string CountInWords(const ChildCount& count, const Words& words) {
  std::string text = FormatCount(count.met());
  if (count.has_required()) {
    absl::StrAppend(&text, words.Say(" of ", " / "),
                    FormatCount(count.required()));
  }
  if (count.unknown() > 0) {
    absl::StrAppend(&text, ", ", FormatCount(count.unknown()),
                    words.Say(" not known", " अज्ञात"));
  }
  if (count.short_at_most() > 0) {
    absl::StrAppend(&text, ": ");
    if (count.short_at_least() != count.short_at_most()) {
      absl::StrAppend(&text, FormatCount(count.short_at_least()),
                      words.Say(" to ", " से "));
    }
    absl::StrAppend(&text, FormatCount(count.short_at_most()),
                    words.Say(" short", " कम"));
    if (count.incomplete()) {
      absl::StrAppend(
          &text, words.Say(", others may not be recorded", ", अन्य दर्ज न हों"));
    }
  }
  return text;
}

std::string AtOnceInWords(const RuleAssessment& rule, const Words& words) {
  std::string text = absl::StrCat(
      FormatCount(rule.children_ready()),
      words.Say(" satisfy all of it at once", " सभी शर्तें एक साथ पूरी करते हैं"));
  const int64_t may = rule.children_that_may_be() - rule.children_ready();
  if (may > 0) {
    absl::StrAppend(&text, ", ", FormatCount(may),
                    words.Say(" more may", " और कर सकते हैं"));
  }
  if (rule.children_short() == 0 &&
      rule.children_ready() < rule.children_required()) {
    // Norms that ask for different numbers; each is satisfied.
    return text;
  }
  absl::StrAppend(&text, ", ", FormatCount(rule.children_required()),
                  words.Say(" are required", " आवश्यक हैं"));
  if (rule.children_short() > 0) {
    absl::StrAppend(&text, ": ", FormatCount(rule.children_short()),
                    words.Say(" short", " कम"));
  }
  return text;
}

std::string PeopleInWords(const matching::v1::PeopleShort& people,
                          const Words& words) {
  return absl::StrCat(
      FormatCount(people.counted()), words.Say(" of ", " / "),
      FormatCount(people.members()), words.Say(" people, ", " सदस्य, "),
      FormatCount(people.needed()), words.Say(" needed: ", " आवश्यक: "),
      FormatCount(people.missing()), words.Say(" more", " और"));
}

std::string NormInWords(const NormResult& norm, const Words& words) {
  std::vector<std::string> parts;
  for (const ChildCount& count : norm.counts()) {
    parts.push_back(CountInWords(count, words));
  }
  for (const auto& people : norm.people()) {
    parts.push_back(PeopleInWords(people, words));
  }
  if (norm.force() == scheme_catalog::v1::NORM_FORCE_ADVISORY) {
    parts.push_back(words.Say("advice", "सलाह"));
  }
  if (norm.force() == scheme_catalog::v1::NORM_FORCE_HUMAN_JUDGEMENT) {
    parts.push_back(norm.has_judgement()
                        ? absl::StrCat(words.Say("decided by ", "निर्णय: "),
                                       norm.judgement().decided_by())
                        : words.Say("a person decides", "निर्णय शेष"));
  }
  return absl::StrJoin(parts, " · ");
}

std::string LacksInWords(const matching::v1::ChildReadiness& child,
                         const Words& words) {
  std::vector<std::string> lacks;
  for (const auto& open : child.open()) {
    for (const auto& finding : open.lacks()) {
      std::string lack = ShortfallInWords(finding, words);
      if (open.force() == scheme_catalog::v1::NORM_FORCE_ADVISORY) {
        absl::StrAppend(&lack, words.Say(" (advice)", " (सलाह)"));
      }
      if (std::find(lacks.begin(), lacks.end(), lack) == lacks.end()) {
        lacks.push_back(std::move(lack));
      }
    }
  }
  return absl::StrJoin(lacks, " · ");
}

}  // namespace sangam::sangamctl
