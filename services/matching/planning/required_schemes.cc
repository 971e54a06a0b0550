#include "services/matching/planning/required_schemes.h"

#include <algorithm>
#include <map>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "common/clock/civil_date.h"
#include "services/matching/planning/offer_rules.h"

namespace sangam::matching {
namespace {

class Walk {
 public:
  Walk(const CatalogSnapshot& catalog, const PlanQuestion& question,
       const NeedContexts& contexts, int need)
      : catalog_(catalog),
        question_(question),
        contexts_(contexts),
        need_(need) {}

  RequiredSchemes From(const std::string& scheme,
                       const ParticipantFitness& fitness) && {
    path_.push_back(scheme);
    required_.why_not = Visit(fitness, required_.days);
    return std::move(required_);
  }

 private:
  // Visits all that one needs first. Why it can't be had; empty if it can,
  // after so many days.
  std::string Visit(const ParticipantFitness& fitness, int64_t& days) {
    for (const std::string& name : fitness.fitness.required_schemes) {
      const auto known = days_.find(name);
      if (known == days_.end()) {
        const std::string why_not = VisitOne(name, fitness.participant);
        if (!why_not.empty()) {
          return absl::StrCat("it needs ", name, " first", why_not);
        }
      }
      days = std::max(days, days_[name]);
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
    const ParticipantFitness best =
        BestParticipant(question_, contexts_, *version, need_, participant);
    const bool unknown = best.fitness.verdict == v1::VERDICT_NEEDS_INFORMATION;
    if (best.fitness.verdict != v1::VERDICT_ELIGIBLE &&
        !(unknown && question_.terms.use_unknown_verdicts())) {
      return best.fitness.kept_out.empty()
                 ? ", which does not fit"
                 : absl::StrCat(": ", best.fitness.kept_out);
    }
    path_.push_back(name);
    int64_t before = 0;
    const std::string why_not = Visit(best, before);
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
        {name, version, best.participant, best.fitness.rests_on});
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
  RequiredSchemes required_;
  // From the scheme that is asked about down to the one that is looked at.
  std::vector<std::string> path_;
  // When those that can be had are there.
  std::map<std::string, int64_t> days_;
};

}  // namespace

RequiredSchemes RequiredBefore(const CatalogSnapshot& catalog,
                               const PlanQuestion& question,
                               const NeedContexts& contexts,
                               const std::string& scheme,
                               const ParticipantFitness& fitness, int need) {
  return Walk(catalog, question, contexts, need).From(scheme, fitness);
}

std::vector<std::string> HadFirst(const std::vector<RequiredScheme>& required,
                                  int participant) {
  std::vector<std::string> names;
  for (const RequiredScheme& first : required) {
    if (first.participant == participant) names.push_back(first.name);
  }
  return names;
}

}  // namespace sangam::matching
