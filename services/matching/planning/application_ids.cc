#include "services/matching/planning/application_ids.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace sangam::matching {

ApplicationIds::ApplicationIds(const PlanQuestion& question,
                               const PlanOffers& offers, const FoundPlan& found)
    : question_(question) {
  const auto name_of = [&](int scheme) -> const std::string& {
    return offers.schemes[scheme].scheme->scheme.name();
  };
  const auto add_first = [&](const std::vector<RequiredScheme>& firsts) {
    for (const RequiredScheme& required : firsts) {
      applicants_[required.name].insert(required.participant);
    }
  };
  for (size_t n = 0; n < found.choice.size(); ++n) {
    if (found.choice[n] >= 0) {
      const GrantOffer& offer = offers.needs[n].grants[found.choice[n]];
      applicants_[name_of(offer.scheme)].insert(offer.participant);
      add_first(offer.required);
    }
    const std::vector<int64_t>& gaps = found.allocation[n].gap;
    for (size_t f = 0; f < gaps.size(); ++f) {
      if (gaps[f] == 0) continue;
      const GapOffer& gap = offers.gap_funders[f];
      applicants_[name_of(gap.scheme)].insert(gap.needs[n].participant);
      add_first(gap.needs[n].required);
    }
  }
}

std::string ApplicationIds::IdOf(absl::string_view scheme, int participant,
                                 absl::string_view verb,
                                 absl::string_view benefit) {
  const auto applicants = applicants_.find(scheme);
  const bool is_named = participant > 0 && applicants != applicants_.end() &&
                        applicants->second.size() > 1;
  const std::string applicant =
      is_named ? question_.participants[participant].id : "";
  std::string& id = ids_[Key(verb, scheme, applicant, benefit)];
  if (!id.empty()) return id;
  const std::string name = absl::StrCat(
      verb, absl::StripPrefix(scheme, "schemes/"), is_named ? "-by-" : "",
      applicant, benefit.empty() ? "" : "-", benefit);
  id = name;
  for (int number = 2; !given_.insert(id).second; ++number) {
    id = absl::StrCat(name, "-", number);
  }
  return id;
}

std::set<std::string> ApplicationIds::IdsOf(const std::string& scheme,
                                            int participant) {
  const auto applicants = applicants_.find(scheme);
  if (applicants == applicants_.end()) return {};
  if (applicants->second.count(participant) > 0) {
    return {IdOf(scheme, participant)};
  }
  std::set<std::string> ids;
  for (const int one : applicants->second) ids.insert(IdOf(scheme, one));
  return ids;
}

}  // namespace sangam::matching
