#include "services/matching/planning/required_schemes.h"

#include <algorithm>
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
       Dials& dials)
      : catalog_(catalog),
        question_(question),
        contexts_(contexts),
        need_(need),
        participants_(participants),
        dials_(dials) {}

  RequiredSchemes From(const std::string& scheme,
                       const ParticipantFitness& fitness) && {
    path_.push_back(scheme);
    std::set<std::string> before;
    required_.why_not = Visit(fitness, required_.days, before);
    return std::move(required_);
  }

 private:
  // Visits all that one needs first, which is `before`. Why it can't be had;
  // empty if it can, after so many days.
  std::string Visit(const ParticipantFitness& fitness, int64_t& days,
                    std::set<std::string>& before) {
    const std::vector<ReceiptWay>& ways = fitness.fitness.ways;
    const size_t taken = ways.size() > 1 ? dials_.Next(ways.size()) : 0;
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
    const CompiledScheme* scheme = catalog_.Find(name);
    const CompiledVersion* version =
        scheme == nullptr ? nullptr : scheme->VersionOn(question_.as_of);
    if (version == nullptr) return ", which is not in force";
    const std::string unavailable =
        WhyNotAvailable(version->version, question_.as_of);
    if (!unavailable.empty()) return absl::StrCat(": ", unavailable);
    const ParticipantFitness& best =
        participants_.For(*version, need_, participant);
    const bool unknown = best.fitness.verdict == v1::VERDICT_NEEDS_INFORMATION;
    if (best.fitness.verdict != v1::VERDICT_ELIGIBLE &&
        !(unknown && question_.terms.use_unknown_verdicts())) {
      return best.fitness.kept_out.empty()
                 ? ", which does not fit"
                 : absl::StrCat(": ", best.fitness.kept_out);
    }
    path_.push_back(name);
    int64_t before = 0;
    std::set<std::string>& after = after_[name];
    const std::string why_not = Visit(best, before, after);
    path_.pop_back();
    if (!why_not.empty()) return absl::StrCat(", and for that ", why_not);
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
    for (const std::string& words : best.fitness.unknown) {
      required_.assumptions.push_back(absl::StrCat(
          "taken to hold for ", name, ", which is not known: ", words));
    }
    return "";
  }

  const CatalogSnapshot& catalog_;
  const PlanQuestion& question_;
  const NeedContexts& contexts_;
  const int need_;
  BestParticipants& participants_;
  Dials& dials_;
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

}  // namespace

std::vector<RequiredSchemes> WaysBefore(const CatalogSnapshot& catalog,
                                        const PlanQuestion& question,
                                        const NeedContexts& contexts,
                                        const std::string& scheme,
                                        const ParticipantFitness& fitness,
                                        int need,
                                        BestParticipants& participants) {
  const std::vector<ReceiptWay>& own = fitness.fitness.ways;
  if (own.size() == 1 && own.front().empty()) return {RequiredSchemes()};
  std::vector<RequiredSchemes> ways;
  std::set<ReceiptTurns> known;
  RequiredSchemes first;
  Dials dials;
  int tried = 0;
  do {
    RequiredSchemes way =
        Walk(catalog, question, contexts, need, participants, dials)
            .From(scheme, fitness);
    if (way.why_not.empty()) {
      way.why_not = WhyNotTogether(way.schemes, contexts, need, participants);
    }
    if (tried == 0) first = way;
    if (way.why_not.empty() && known.insert(TurnsOf(way.schemes)).second) {
      ways.push_back(std::move(way));
    }
  } while (++tried < kMostCombinations && dials.Turn());
  if (ways.empty()) return {first};
  absl::c_stable_sort(
      ways, [&](const RequiredSchemes& one, const RequiredSchemes& other) {
        return std::tuple(PayingNothing(question, one), one.days,
                          one.schemes.size()) <
               std::tuple(PayingNothing(question, other), other.days,
                          other.schemes.size());
      });
  if (ways.size() > kMostWays) ways.resize(kMostWays);
  return ways;
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
