#include "services/matching/planning/had_together.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/matching/engine/optional_condition.h"
#include "services/matching/planning/settled_exclusions.h"
#include "services/matching/planning/supposed_receipts.h"

namespace sangam::matching {
namespace {

const StandingAfter& After(const CompiledVersion& version, int participant,
                           const std::vector<RequiredScheme>& required,
                           int need, BestParticipants& participants) {
  const std::vector<std::string> had = HadFirst(required, participant);
  std::vector<std::string> rest;
  for (const RequiredScheme& first : required) {
    if (first.participant != participant) rest.push_back(first.name);
  }
  return participants.After(had, rest, version, need, participant);
}

// What fails once the schemes are had, in words; empty if nothing does. What
// others than the applicant get first, its conditions don't see.
std::string FailsAfter(const CompiledVersion& version, int participant,
                       const std::vector<RequiredScheme>& required, int need,
                       BestParticipants& participants) {
  if (HadFirst(required, participant).empty()) return "";
  return After(version, participant, required, need, participants).failing;
}

class Company {
 public:
  Company(const std::vector<RequiredScheme>& required,
          const NeedContexts& contexts, int need,
          BestParticipants& participants)
      : required_(required),
        contexts_(contexts),
        need_(need),
        participants_(participants) {}

  std::string WhyNot() {
    for (const RequiredScheme& one : required_) {
      const std::string fails = FailsOf(one);
      if (!fails.empty()) {
        return absl::StrCat("it needs ", one.name,
                            " first, and what that needs first makes this"
                            " fail: ",
                            fails);
      }
    }
    for (const RequiredScheme& one : required_) {
      const std::vector<std::string> beside = Beside(one);
      for (const std::string& other : beside) {
        if (Excludes(*one.version, other)) {
          return absl::StrCat(NeedsBoth(one, {other}),
                              ", which exclude each other");
        }
      }
      const std::vector<std::string> spoil = Spoil(one, beside);
      if (spoil.empty()) continue;
      return absl::StrCat(
          NeedsBoth(one, spoil), ", and ", one.name, " asks that ",
          spoil.size() > 1 ? "not all of " : "", absl::StrJoin(spoil, ", "),
          spoil.size() > 1 ? " were received" : " was not received");
    }
    return "";
  }

 private:
  static std::string NeedsBoth(const RequiredScheme& one,
                               std::vector<std::string> others) {
    others.insert(others.begin(), one.name);
    return absl::StrCat("it needs ", absl::StrJoin(others, " and "), " first");
  }

  // What comes before it.
  std::vector<RequiredScheme> Before(const RequiredScheme& one) const {
    std::vector<RequiredScheme> before;
    absl::c_copy_if(required_, std::back_inserter(before),
                    [&](const RequiredScheme& other) {
                      return one.after.count(other.name) > 0;
                    });
    return before;
  }

  // What the same applicant gets neither before nor after it of need.
  std::vector<std::string> Beside(const RequiredScheme& one) const {
    std::vector<std::string> beside;
    for (const RequiredScheme& other : required_) {
      if (other.participant == one.participant && other.name != one.name &&
          one.after.count(other.name) == 0 &&
          other.after.count(one.name) == 0) {
        beside.push_back(other.name);
      }
    }
    return beside;
  }

  std::string FailsOf(const RequiredScheme& one) {
    if (one.after.empty()) return "";
    return FailsAfter(*one.version, one.participant, Before(one), need_,
                      participants_);
  }

  // The fewest of those beside it with which a condition of its own would hold
  // less surely.
  std::vector<std::string> Spoil(const RequiredScheme& one,
                                 const std::vector<std::string>& beside) {
    const CompiledVersion& version = *one.version;
    std::set<std::string> asked;
    for (int c = 0; c < version.own_conditions; ++c) {
      asked.merge(OthersAskedBy(version, version.conditions[c]));
    }
    std::vector<std::string> names;
    for (const std::string& name : beside) {
      if (asked.count(name) > 0 && names.size() < kMostTriedTogether) {
        names.push_back(name);
      }
    }
    const MatchContext& context =
        contexts_.ForConditions(need_, one.participant, one.name);
    const std::vector<std::string> first =
        HadFirst(Before(one), one.participant);
    std::vector<std::string> fewest;
    for (unsigned set = 1; set < 1U << names.size(); ++set) {
      std::vector<std::string> some;
      for (size_t i = 0; i < names.size(); ++i) {
        if ((set >> i & 1U) != 0) some.push_back(names[i]);
      }
      if (!fewest.empty() && fewest.size() <= some.size()) continue;
      std::vector<std::string> all = first;
      absl::c_copy(some, std::back_inserter(all));
      if (HoldsLess(version, supposed_.With(context, first),
                    supposed_.With(context, all))) {
        fewest = std::move(some);
      }
    }
    return fewest;
  }

  static bool HoldsLess(const CompiledVersion& version,
                        const MatchContext& before, const MatchContext& then) {
    const auto own = version.conditions.begin();
    return std::any_of(own, own + version.own_conditions,
                       [&](const OptionalRule& rule) {
                         return EvaluateOptional(rule, "", then) <
                                EvaluateOptional(rule, "", before);
                       });
  }

  const std::vector<RequiredScheme>& required_;
  const NeedContexts& contexts_;
  const int need_;
  BestParticipants& participants_;
  SupposedReceipts supposed_;
};

}  // namespace

std::string WhyNotTogether(const std::vector<RequiredScheme>& required,
                           const NeedContexts& contexts, int need,
                           BestParticipants& participants) {
  return Company(required, contexts, need, participants).WhyNot();
}

std::string WhySpoilt(const CompiledVersion& version, int participant,
                      const std::vector<RequiredScheme>& required, int need,
                      BestParticipants& participants) {
  const std::string fails =
      FailsAfter(version, participant, required, need, participants);
  return fails.empty()
             ? ""
             : absl::StrCat("what it needs first makes this fail: ", fails);
}

std::vector<std::string> UnknownAfter(
    const ParticipantFitness& best, const CompiledVersion& version,
    const std::vector<RequiredScheme>& required, int need,
    BestParticipants& participants) {
  const SchemeFitness& fitness = best.fitness;
  const bool is_settled = required.empty() && fitness.ways.size() == 1;
  if (is_settled || (fitness.verdict != v1::VERDICT_ELIGIBLE &&
                     fitness.verdict != v1::VERDICT_NEEDS_INFORMATION)) {
    return fitness.unknown;
  }
  std::vector<std::string> unknown =
      After(version, best.participant, required, need, participants).unknown;
  absl::c_copy(fitness.open_exclusions, std::back_inserter(unknown));
  return unknown;
}

SchemeFitness FitnessAfter(const ParticipantFitness& best,
                           const CompiledVersion& version,
                           const std::vector<RequiredScheme>& required,
                           int need, BestParticipants& participants) {
  SchemeFitness fitness = best.fitness;
  fitness.unknown = UnknownAfter(best, version, required, need, participants);
  if (fitness.verdict == v1::VERDICT_ELIGIBLE ||
      fitness.verdict == v1::VERDICT_NEEDS_INFORMATION) {
    fitness.verdict = fitness.unknown.empty() ? v1::VERDICT_ELIGIBLE
                                              : v1::VERDICT_NEEDS_INFORMATION;
  }
  return fitness;
}

}  // namespace sangam::matching
