#include "services/sangamctl/plan_screen/condensed_steps.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "common/clock/civil_date.h"
#include "services/sangamctl/screen/display_width.h"

namespace sangam::sangamctl {
namespace {

using type::v1::ConvergencePlan;
using type::v1::PlanStep;
using type::v1::PlanTerms;

// What a kind's descriptions begin with, and what is told once instead of it.
struct Verb {
  absl::string_view prefix;
  absl::string_view english;
  absl::string_view hindi;
};

Verb VerbOf(type::v1::PlanStepKind kind) {
  switch (kind) {
    case type::v1::PLAN_STEP_KIND_CONTRIBUTE:
      return {"Bring ", "Bring: ", "लाना: "};
    case type::v1::PLAN_STEP_KIND_APPLY:
      return {"Apply: ", "Apply: ", "आवेदन: "};
    case type::v1::PLAN_STEP_KIND_APPLY_FOR_GAP:
      return {"Ask for gap funding: ", "Ask for gap funding: ",
              "अंतर वित्तपोषण माँगना: "};
    default:
      return {};
  }
}

// "1-3, 5", in the order given.
std::string NumbersInShort(const std::vector<int>& numbers) {
  std::vector<std::string> runs;
  for (size_t i = 0; i < numbers.size();) {
    const int first = numbers[i];
    int last = first;
    while (++i < numbers.size() && numbers[i] == last + 1) ++last;
    runs.push_back(last == first ? absl::StrCat(first)
                                 : absl::StrCat(first, "-", last));
  }
  return absl::StrJoin(runs, ", ");
}

// One step within an item.
struct Part {
  const PlanStep* step = nullptr;
  std::string verb;
  // Empty where its needs say all.
  std::string text;
  std::vector<int> needs;
  std::string owner;
};

// Steps of one kind that follow each other.
struct Item {
  // By number.
  int first = 0;
  std::vector<const Part*> parts;
};

class Condenser {
 public:
  Condenser(const ConvergencePlan& plan, const PlanTerms& terms,
            const PlanTitles& titles, const Words& words, int width)
      : plan_(plan),
        terms_(terms),
        titles_(titles),
        words_(words),
        width_(width) {}

  std::vector<std::string> Condense(size_t most) {
    for (const PlanStep& step : plan_.steps()) {
      parts_.push_back(
          {&step, StartOf(step), WhatOf(step), NumbersOf(step), OwnerOf(step)});
    }
    // As many steps as go in.
    size_t fit = 0;
    size_t too_many = parts_.size() + 1;
    while (fit + 1 < too_many) {
      const size_t middle = (fit + too_many) / 2;
      (Draw(middle).size() <= most ? fit : too_many) = middle;
    }
    return Draw(fit);
  }

 private:
  // "3-5.".
  static std::string LabelOf(const Item& item) {
    const int last = item.first + static_cast<int>(item.parts.size()) - 1;
    return last == item.first ? absl::StrCat(last, ".")
                              : absl::StrCat(item.first, "-", last, ".");
  }

  // The first `count` steps, and how many more there are.
  std::vector<std::string> Draw(size_t count) const {
    const std::vector<Item> items = Items(count);
    int label_width = 0;
    for (const Item& item : items) {
      label_width = std::max(label_width, DisplayWidth(LabelOf(item)) + 1);
    }
    std::vector<std::string> lines;
    for (const Item& item : items) {
      for (std::string& line : DrawItem(item, label_width)) {
        lines.push_back(std::move(line));
      }
    }
    if (count < parts_.size()) {
      lines.push_back(absl::StrCat(
          words_.Say("and ", "और "), parts_.size() - count,
          words_.Say(" more steps: --details", " अन्य क़दम: --details")));
    }
    return lines;
  }

  std::vector<Item> Items(size_t count) const {
    std::vector<Item> items;
    for (size_t p = 0; p < count; ++p) {
      const Part& part = parts_[p];
      if (items.empty() || items.back().parts[0]->verb != part.verb) {
        items.push_back({static_cast<int>(p) + 1, {}});
      }
      auto& together = items.back().parts;
      together.insert(PlaceBesideSameOwner(part, together), &part);
    }
    return items;
  }

  // Behind the last one of the same owner, unless one that is told after that
  // must come first.
  static std::vector<const Part*>::iterator PlaceBesideSameOwner(
      const Part& part, std::vector<const Part*>& told) {
    for (auto place = told.end(); place != told.begin(); --place) {
      const Part& before = **(place - 1);
      if (before.owner == part.owner) return place;
      const auto& after = part.step->after();
      if (std::find(after.begin(), after.end(), before.step->id()) !=
          after.end()) {
        break;
      }
    }
    return told.end();
  }

  std::vector<int> NumbersOf(const PlanStep& step) const {
    std::vector<int> numbers;
    for (int n = 0; n < plan_.needs_size(); ++n) {
      if (std::find(step.needs().begin(), step.needs().end(),
                    plan_.needs(n).need()) != step.needs().end()) {
        numbers.push_back(n + 1);
      }
    }
    return numbers;
  }

  bool CarriesOutNeeds(const PlanStep& step) const {
    return step.kind() == type::v1::PLAN_STEP_KIND_CARRY_OUT &&
           !NumbersOf(step).empty();
  }

  // Empty where the description says all of it.
  std::string StartOf(const PlanStep& step) const {
    if (CarriesOutNeeds(step)) {
      return words_.Say("Carry out: ", "पूरा करना: ");
    }
    const Verb verb = VerbOf(step.kind());
    return absl::StartsWith(step.description(), verb.prefix)
               ? words_.Say(verb.english, verb.hindi)
               : "";
  }

  std::string WhatOf(const PlanStep& step) const {
    const std::vector<int> numbers = NumbersOf(step);
    std::vector<std::string> notes = WhenOf(step);
    if (CarriesOutNeeds(step)) {
      if (notes.empty()) return "";
      notes.insert(notes.begin(), NumbersInShort(numbers));
      return absl::StrCat("[", absl::StrJoin(notes, "; "), "]");
    }
    absl::string_view what = step.description();
    const bool is_told = absl::ConsumePrefix(&what, VerbOf(step.kind()).prefix);
    // Behind the title stands what comes before it, as the order tells.
    const auto title = titles_.find(step.scheme());
    if (is_told && title != titles_.end() &&
        absl::StartsWith(what, absl::StrCat(title->second, ","))) {
      what = title->second;
    }
    if (!numbers.empty()) notes.insert(notes.begin(), NumbersInShort(numbers));
    return absl::StrCat(WithTitles(what, titles_, words_),
                        notes.empty() ? "" : " [", absl::StrJoin(notes, "; "),
                        notes.empty() ? "" : "]");
  }

  // When it can be done, as far as anything bounds it.
  std::vector<std::string> WhenOf(const PlanStep& step) const {
    std::vector<std::string> notes;
    const auto add = [&](absl::string_view before,
                         const google::type::Date& date) {
      const auto day = ToCivilDay(date, "date");
      if (day.ok()) notes.push_back(absl::StrCat(before, FormatDay(*day)));
    };
    const auto first = ToCivilDay(plan_.steps(0).earliest(), "earliest");
    const auto earliest = ToCivilDay(step.earliest(), "earliest");
    if (first.ok() && earliest.ok() && *earliest > *first) {
      add(words_.Say("from ", "इस दिन से "), step.earliest());
    }
    if (step.has_closes_on()) {
      add(words_.Say("until ", "इस दिन तक "), step.closes_on());
    }
    if (step.has_lead_time_days()) {
      notes.push_back(
          absl::StrCat(step.lead_time_days(), words_.Say(" days", " दिन")));
    }
    return notes;
  }

  std::string OwnerOf(const PlanStep& step) const {
    return step.owner().empty()
               ? words_.Say("NOBODY", "कोई नहीं")
               : OwnerInWords(step.owner(), terms_, titles_, words_);
  }

  std::vector<std::string> DrawItem(const Item& item, int label_width) const {
    std::string text = item.parts[0]->verb;
    std::vector<int> needs;
    for (size_t p = 0; p < item.parts.size(); ++p) {
      const Part& part = *item.parts[p];
      const bool is_last = p + 1 == item.parts.size();
      const bool goes_on = !is_last && item.parts[p + 1]->owner == part.owner;
      if (part.text.empty()) {
        needs.insert(needs.end(), part.needs.begin(), part.needs.end());
        if (goes_on && item.parts[p + 1]->text.empty()) continue;
        absl::StrAppend(&text, "[", NumbersInShort(needs), "]");
        needs.clear();
      }
      absl::StrAppend(&text, part.text);
      if (goes_on) {
        text += ", ";
      } else {
        absl::StrAppend(&text, " — ", part.owner, is_last ? "" : "; ");
      }
    }
    std::string label = LabelOf(item);
    std::vector<std::string> lines;
    for (const std::string& line : WrapText(text, width_ - label_width)) {
      lines.push_back(absl::StrCat(PadRight(label, label_width), line));
      label.clear();
    }
    return lines;
  }

  const ConvergencePlan& plan_;
  const PlanTerms& terms_;
  const PlanTitles& titles_;
  const Words& words_;
  const int width_;
  std::vector<Part> parts_;
};

}  // namespace

std::vector<std::string> CondenseSteps(const ConvergencePlan& plan,
                                       const PlanTerms& terms,
                                       const PlanTitles& titles,
                                       const Words& words, int width,
                                       size_t most) {
  if (plan.steps().empty()) return {};
  return Condenser(plan, terms, titles, words, width)
      .Condense(std::max<size_t>(most, 2));
}

}  // namespace sangam::sangamctl
