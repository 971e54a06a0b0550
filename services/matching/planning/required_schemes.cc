#include "services/matching/planning/required_schemes.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "common/clock/civil_date.h"
#include "services/matching/planning/best_participants.h"
#include "services/matching/planning/had_together.h"
#include "services/matching/planning/offer_rules.h"

namespace sangam::matching {
namespace {

constexpr int kMostCombinations = 64;

// Which way of each scheme that has several is taken, in the order in which a
// walk comes to them: as on the dials of a lock.
class Dials {
 public:
  // Of the next scheme, which has so many ways.
  size_t Next(size_t ways) {
    if (next_ == dials_.size()) dials_.push_back({0, ways});
    return dials_[next_++].way;
  }

  // Turns to the next combination; false after the last one.
  bool Turn() {
    next_ = 0;
    while (!dials_.empty() && dials_.back().way + 1 == dials_.back().ways) {
      dials_.pop_back();
    }
    if (dials_.empty()) return false;
    ++dials_.back().way;
    return true;
  }

 private:
  struct Dial {
    size_t way = 0;
    size_t ways = 0;
  };

  std::vector<Dial> dials_;
  size_t next_ = 0;
};

class Walk {
 public:
  Walk(const CatalogSnapshot& catalog, const PlanQuestion& question,
       const NeedContexts& contexts, int need, BestParticipants& participants,
       bool within_terms, Dials& dials)
      : catalog_(catalog),
        question_(question),
        contexts_(contexts),
        need_(need),
        participants_(participants),
        within_terms_(within_terms),
        dials_(dials) {}

  RequiredSchemes From(const std::string& scheme,
                       const ParticipantFitness& fitness) {
    path_.push_back(scheme);
    std::set<std::string> before;
    required_.why_not = Visit(fitness, required_.days, before);
    return std::move(required_);
  }

  // Whether the terms barred something.
  bool met_terms() const { return met_terms_; }
  // Whether there may be ways that no combination takes.
  bool left_out() const { return left_out_; }

 private:
  // Visits all that one needs first, which is `before`. Why it can't be had;
  // empty if it can, after so many days.
  std::string Visit(const ParticipantFitness& fitness, int64_t& days,
                    std::set<std::string>& before) {
    const std::vector<ReceiptWay>& ways = fitness.fitness.ways;
    const size_t sure = fitness.fitness.sure_ways;
    size_t some = ways.size();
    if (within_terms_ && !question_.terms.use_unknown_verdicts() && sure > 0 &&
        sure < some) {
      some = sure;
      met_terms_ = true;
    }
    left_out_ = left_out_ || fitness.fitness.ways_left_out;
    const size_t taken = some > 1 ? dials_.Next(some) : 0;
    for (const std::string& name : ways[taken]) {
      const auto known = days_.find(name);
      if (known == days_.end()) {
        const std::string why_not = VisitOne(name, fitness.participant);
        if (!why_not.empty()) {
          return absl::StrCat("it needs ", name, " first", why_not);
        }
      }
      days = std::max(days, days_[name]);
      before.insert(name);
      before.insert(after_[name].begin(), after_[name].end());
    }
    return "";
  }

  // Goes on from "it needs schemes/x first".
  std::string VisitOne(const std::string& name, int participant) {
    if (absl::c_linear_search(path_, name)) {
      return ", which waits for it in turn";
    }
    if (within_terms_ && IsExcludedFor(question_.terms, name,
                                       question_.terms.needs(need_).id())) {
      met_terms_ = true;
      return ", which the terms exclude";
    }
    const CompiledScheme* scheme = catalog_.Find(name);
    const CompiledVersion* version =
        scheme == nullptr ? nullptr : scheme->VersionOn(question_.as_of);
    if (version == nullptr) return ", which is not in force";
    const std::string unavailable =
        WhyNotAvailable(version->version, question_.as_of);
    if (!unavailable.empty()) return absl::StrCat(": ", unavailable);
    const ParticipantFitness& best =
        participants_.For(*version, need_, participant);
    if (!MayUse(best.fitness)) return NoFit(best.fitness);
    path_.push_back(name);
    int64_t before = 0;
    std::set<std::string>& after = after_[name];
    const std::string why_not = Visit(best, before, after);
    path_.pop_back();
    if (!why_not.empty()) return absl::StrCat(", and for that ", why_not);
    const std::vector<std::string>& unknown =
        UnknownThen(best, *version, after);
    if (!unknown.empty() && !question_.terms.use_unknown_verdicts()) {
      return NoFit(best.fitness);
    }
    const OfferedScheme offered =
        OfferOf(*scheme, *version, question_, contexts_, best.participant);
    const int64_t lead = version->version.lead_time().days();
    const int64_t asked = std::max(offered.days - lead, before);
    if (version->version.window().has_closes_on()) {
      const auto closes =
          ToCivilDay(version->version.window().closes_on(), "closes_on");
      if (closes.ok() && *closes < question_.as_of + asked) {
        return absl::StrCat(", whose window closes on ", FormatDay(*closes),
                            "; what that needs first takes until ",
                            FormatDay(question_.as_of + asked));
      }
    }
    days_[name] = asked + lead;
    required_.schemes.push_back(
        {name, version, best.participant, best.fitness.rests_on, after});
    for (const SanctionedScheme& one : best.fitness.rests_on) {
      required_.assumptions.push_back(
          absl::StrCat("for ", name, " ", CountsAsReceived(one)));
    }
    for (const std::string& words : unknown) {
      required_.assumptions.push_back(absl::StrCat(
          "taken to hold for ", name, ", which is not known: ", words));
    }
    return "";
  }

  // What is not known once what comes before was had.
  std::vector<std::string> UnknownThen(
      const ParticipantFitness& best, const CompiledVersion& version,
      const std::set<std::string>& before) const {
    std::vector<RequiredScheme> first;
    absl::c_copy_if(
        required_.schemes, std::back_inserter(first),
        [&](const auto& one) { return before.count(one.name) > 0; });
    return UnknownAfter(best, version, first, need_, participants_);
  }

  bool MayUse(const SchemeFitness& fitness) const {
    return fitness.verdict == v1::VERDICT_ELIGIBLE ||
           (fitness.verdict == v1::VERDICT_NEEDS_INFORMATION &&
            question_.terms.use_unknown_verdicts());
  }

  static std::string NoFit(const SchemeFitness& fitness) {
    return fitness.kept_out.empty() ? ", which does not fit"
                                    : absl::StrCat(": ", fitness.kept_out);
  }

  const CatalogSnapshot& catalog_;
  const PlanQuestion& question_;
  const NeedContexts& contexts_;
  const int need_;
  BestParticipants& participants_;
  const bool within_terms_;
  Dials& dials_;
  bool met_terms_ = false;
  bool left_out_ = false;
  RequiredSchemes required_;
  // From the scheme that is asked about down to the one that is looked at.
  std::vector<std::string> path_;
  // When those that can be had are there.
  std::map<std::string, int64_t> days_;
  // What comes before those that were looked at.
  std::map<std::string, std::set<std::string>> after_;
};

// Schemes that no head of the plan would bring along.
int64_t PayingNothing(const PlanQuestion& question,
                      const RequiredSchemes& way) {
  return absl::c_count_if(way.schemes, [&](const RequiredScheme& one) {
    return absl::c_none_of(question.terms.needs(), [&](const auto& need) {
      return absl::c_any_of(
          one.version->version.benefits(), [&](const auto& benefit) {
            return absl::c_linear_search(benefit.cost_heads(), need.head());
          });
    });
  });
}

class Search {
 public:
  Search(const CatalogSnapshot& catalog, const PlanQuestion& question,
         const NeedContexts& contexts, const CompiledVersion& version,
         const ParticipantFitness& fitness, int need,
         BestParticipants& participants)
      : catalog_(catalog),
        question_(question),
        contexts_(contexts),
        version_(version),
        fitness_(fitness),
        need_(need),
        participants_(participants) {}

  WaysFound Run() {
    Add(true);
    if (met_terms_) Add(false);
    if (found_.ways.empty()) found_.ways.push_back(std::move(first_));
    return std::move(found_);
  }

 private:
  // Adds the ways that can be had.
  void Add(bool within_terms) {
    std::vector<RequiredSchemes> ways;
    const std::string scheme(SchemeOfVersion(version_.version.name()));
    Dials dials;
    int tried = 0;
    bool more = true;
    for (; more && tried < kMostCombinations; ++tried) {
      Walk walk(catalog_, question_, contexts_, need_, participants_,
                within_terms, dials);
      RequiredSchemes way = walk.From(scheme, fitness_);
      met_terms_ = met_terms_ || walk.met_terms();
      if (within_terms && walk.left_out()) found_.left_out = true;
      if (way.why_not.empty()) {
        way.why_not =
            WhyNotTogether(way.schemes, contexts_, need_, participants_);
      }
      if (way.why_not.empty()) {
        way.why_not = WhySpoilt(version_, fitness_.participant, way.schemes,
                                need_, participants_);
      }
      if (tried == 0) first_ = way;
      if (way.why_not.empty() && known_.insert(TurnsOf(way.schemes)).second) {
        ways.push_back(std::move(way));
      }
      more = dials.Turn();
    }
    if (within_terms && (more || ways.size() > kMostWays)) {
      found_.left_out = true;
    }
    Sort(ways);
    for (RequiredSchemes& way : ways) {
      if (found_.ways.size() < kMostWays) found_.ways.push_back(std::move(way));
    }
  }

  void Sort(std::vector<RequiredSchemes>& ways) const {
    absl::c_stable_sort(
        ways, [&](const RequiredSchemes& one, const RequiredSchemes& other) {
          return std::tuple(PayingNothing(question_, one), one.days,
                            one.schemes.size()) <
                 std::tuple(PayingNothing(question_, other), other.days,
                            other.schemes.size());
        });
  }

  const CatalogSnapshot& catalog_;
  const PlanQuestion& question_;
  const NeedContexts& contexts_;
  const CompiledVersion& version_;
  const ParticipantFitness& fitness_;
  const int need_;
  BestParticipants& participants_;
  std::set<ReceiptTurns> known_;
  WaysFound found_;
  // Says why there is none, if so.
  RequiredSchemes first_;
  bool met_terms_ = false;
};

}  // namespace

WaysFound WaysBefore(const CatalogSnapshot& catalog,
                     const PlanQuestion& question, const NeedContexts& contexts,
                     const CompiledVersion& version,
                     const ParticipantFitness& fitness, int need,
                     BestParticipants& participants) {
  const std::vector<ReceiptWay>& own = fitness.fitness.ways;
  if (own.size() == 1 && own.front().empty()) {
    return {{RequiredSchemes()}, fitness.fitness.ways_left_out};
  }
  return Search(catalog, question, contexts, version, fitness, need,
                participants)
      .Run();
}

std::vector<std::string> HadFirst(const std::vector<RequiredScheme>& required,
                                  int participant) {
  std::vector<std::string> names;
  for (const RequiredScheme& first : required) {
    if (first.participant == participant) names.push_back(first.name);
  }
  return names;
}

ReceiptTurns TurnsOf(const std::vector<RequiredScheme>& required) {
  ReceiptTurns turns;
  for (const RequiredScheme& one : required) turns[one.name] = one.after;
  return turns;
}

std::string ExcludedOf(const std::vector<RequiredScheme>& required,
                       const type::v1::PlanTerms& terms,
                       const std::string& need) {
  for (const RequiredScheme& first : required) {
    if (IsExcludedFor(terms, first.name, need)) return first.name;
  }
  return "";
}

}  // namespace sangam::matching
