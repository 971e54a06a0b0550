#include "services/sangamctl/plan_screen/plan_names.h"

#include <algorithm>
#include <cstddef>
#include <functional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "common/rules/phrases_codes.h"

namespace sangam::sangamctl {
namespace {

constexpr absl::string_view kCollections[] = {"schemes/",  "departments/",
                                              "groups/",   "enterprises/",
                                              "clusters/", "places/"};
constexpr absl::string_view kValuedBy = "valued by ";

bool IsOfName(char c) {
  return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-';
}

// The length of the resource name that the text begins with; 0: none.
size_t NameLength(absl::string_view text) {
  for (const absl::string_view collection : kCollections) {
    if (!absl::StartsWith(text, collection)) continue;
    size_t end = collection.size();
    while (end < text.size() && IsOfName(text[end])) ++end;
    return end == collection.size() ? 0 : end;
  }
  return 0;
}

// Calls `on_name` for each name, and `on_rest` for what is between.
void Split(absl::string_view text,
           const std::function<void(absl::string_view)>& on_name,
           const std::function<void(absl::string_view)>& on_rest) {
  size_t rest = 0;
  for (size_t i = 0; i < text.size();) {
    const bool inside = i > 0 && (absl::ascii_isalnum(text[i - 1]) ||
                                  text[i - 1] == '/' || text[i - 1] == '-');
    const size_t length = inside ? 0 : NameLength(text.substr(i));
    if (length == 0) {
      ++i;
      continue;
    }
    on_rest(text.substr(rest, i - rest));
    on_name(text.substr(i, length));
    i += length;
    rest = i;
  }
  on_rest(text.substr(rest));
}

// Codes behind these words, in words: "the role MARKETING_AGENCY".
std::string CodesInWords(absl::string_view text, const Words& words) {
  const struct {
    absl::string_view before;
    std::string told;
  } kinds[] = {{kValuedBy, words.Say(kValuedBy, "मूल्यांकन: ")},
               {"the role ", "the role "},
               {"the head ", "the head "}};
  std::string told(text);
  for (const auto& kind : kinds) {
    const size_t at = absl::string_view(told).find(kind.before);
    if (at == absl::string_view::npos) continue;
    const size_t begin = at + kind.before.size();
    size_t end = begin;
    while (end < told.size() &&
           (absl::ascii_isupper(told[end]) || told[end] == '_')) {
      ++end;
    }
    if (end == begin) continue;
    told = absl::StrCat(told.substr(0, at), kind.told,
                        RoleInWords(told.substr(begin, end - begin), words),
                        told.substr(end));
  }
  return told;
}

}  // namespace

PlanTitles TitlesIn(const type::v1::ConvergencePlan& plan) {
  PlanTitles titles;
  const auto add = [&titles](const std::string& name,
                             const std::string& title) {
    if (!name.empty() && !title.empty()) titles.emplace(name, title);
  };
  for (const auto& line : plan.lines()) add(line.scheme(), line.scheme_title());
  for (const auto& loan : plan.loans()) add(loan.scheme(), loan.scheme_title());
  for (const auto& each : plan.departments()) {
    add(each.department(), each.title());
  }
  return titles;
}

std::set<std::string> NamesIn(const type::v1::ConvergencePlan& plan) {
  std::set<std::string> names;
  const auto look = [&names](const std::string& text) {
    Split(
        text,
        [&names](absl::string_view name) { names.insert(std::string(name)); },
        [](absl::string_view) {});
  };
  for (const auto& need : plan.needs()) {
    for (const std::string& reason : need.reasons()) look(reason);
  }
  for (const auto& line : plan.lines()) look(line.formula());
  for (const auto& step : plan.steps()) {
    look(step.description());
    look(step.owner());
    for (const std::string& blocker : step.blockers()) look(blocker);
  }
  for (const auto& assumption : plan.assumptions()) {
    look(assumption.about());
    look(assumption.text());
  }
  for (const std::string& conflict : plan.conflicts()) look(conflict);
  for (const NotUsed& one : NotUsedIn(plan, kMostNotUsedTold)) {
    names.insert(one.scheme);
    look(one.reason);
  }
  return names;
}

std::vector<NotUsed> NotUsedIn(const type::v1::ConvergencePlan& plan,
                               size_t most) {
  std::vector<NotUsed> told;
  for (const auto& note : plan.not_used()) {
    const auto same =
        std::find_if(told.begin(), told.end(), [&note](const NotUsed& one) {
          return one.scheme == note.scheme() && one.reason == note.reason();
        });
    if (same == told.end()) {
      told.push_back({note.scheme(), note.reason(), {}});
      if (!note.need().empty()) told.back().needs.push_back(note.need());
    } else if (!note.need().empty()) {
      same->needs.push_back(note.need());
    }
  }
  if (told.size() > most) told.resize(most);
  return told;
}

std::string WithTitles(absl::string_view text, const PlanTitles& titles,
                       const Words& words) {
  std::string told;
  Split(
      text,
      [&](absl::string_view name) {
        const auto found = titles.find(std::string(name));
        absl::StrAppend(&told, found == titles.end()
                                   ? name
                                   : absl::string_view(found->second));
      },
      [&told](absl::string_view rest) { absl::StrAppend(&told, rest); });
  return CodesInWords(told, words);
}

std::string RoleInWords(absl::string_view code, const Words& words) {
  const std::string english = rules::CodeInWords(code);
  const absl::string_view hindi = rules::HindiOfCode(code);
  return words.Say(english, hindi.empty() ? absl::string_view(english) : hindi);
}

void PutTitles(const PlanTitles& titles, const Words& words,
               type::v1::ConvergencePlan* plan) {
  const auto put = [&](std::string* text) {
    *text = WithTitles(*text, titles, words);
  };
  for (auto& need : *plan->mutable_needs()) {
    for (std::string& reason : *need.mutable_reasons()) put(&reason);
  }
  for (auto& line : *plan->mutable_lines()) put(line.mutable_formula());
  for (auto& step : *plan->mutable_steps()) {
    put(step.mutable_description());
    put(step.mutable_owner());
    for (std::string& blocker : *step.mutable_blockers()) put(&blocker);
  }
  for (auto& assumption : *plan->mutable_assumptions()) {
    put(assumption.mutable_about());
    put(assumption.mutable_text());
  }
  for (std::string& conflict : *plan->mutable_conflicts()) put(&conflict);
  for (auto& note : *plan->mutable_not_used()) {
    put(note.mutable_scheme());
    put(note.mutable_reason());
  }
}

std::string NeedInWords(const type::v1::PlanTerms& terms,
                        const std::string& need) {
  for (const auto& each : terms.needs()) {
    if (each.id() == need && !each.description().empty()) {
      return each.description();
    }
  }
  return need;
}

std::string KindInBrackets(const type::v1::Profile& profile,
                           const Words& words) {
  // One that a newer service knows has no name.
  const std::string& kind = type::v1::SubjectKind_Name(profile.kind());
  if (kind.empty() || profile.kind() == type::v1::SUBJECT_KIND_UNSPECIFIED) {
    return "";
  }
  return absl::StrCat(
      " (", RoleInWords(absl::StripPrefix(kind, "SUBJECT_KIND_"), words), ")");
}

std::string ApplicantInWords(const std::string& id,
                             const type::v1::PlanTerms& terms,
                             const PlanTitles& titles, const Words& words) {
  for (const auto& applicant : terms.applicants()) {
    if (applicant.id() != id) continue;
    const auto& subject = applicant.subject();
    if (subject.has_name()) {
      const auto title = titles.find(subject.name());
      if (title != titles.end()) return title->second;
    }
    return absl::StrCat(absl::StrReplaceAll(id, {{"-", " "}}),
                        KindInBrackets(subject.profile(), words));
  }
  return id;
}

std::string OwnerInWords(const std::string& owner,
                         const type::v1::PlanTerms& terms,
                         const PlanTitles& titles, const Words& words) {
  return WithTitles(ApplicantInWords(owner, terms, titles, words), titles,
                    words);
}

}  // namespace sangam::sangamctl
