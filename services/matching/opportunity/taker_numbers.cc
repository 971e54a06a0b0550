#include "services/matching/opportunity/taker_numbers.h"

#include <algorithm>

#include "common/rules/subject_view.h"

namespace sangam::matching {
namespace {

// Fills `number`, or `unknown` if it is empty still.
void Read(const ValueRule& rule, const SubjectView& view,
          const ReferenceData& reference, int64_t* number,
          std::string* unknown) {
  const ValueRule::Outcome outcome = rule.Evaluate(view, reference);
  if (const int64_t* known = absl::get_if<int64_t>(&outcome.value)) {
    *number = std::max<int64_t>(*known, 0);
  } else if (unknown->empty()) {
    *unknown = outcome.reason;
  }
}

void Raise(absl::optional<int64_t>& most, int64_t count) {
  most = std::max(most.value_or(0), count);
}

}  // namespace

absl::optional<int64_t> VulnerableMembers(const type::v1::Profile& profile) {
  absl::optional<int64_t> most;
  if (profile.has_poor_members()) Raise(most, profile.poor_members());
  if (profile.has_sc_members() || profile.has_st_members()) {
    int64_t both = 0;
    if (__builtin_add_overflow(profile.sc_members(), profile.st_members(),
                               &both)) {
      both = std::max(profile.sc_members(), profile.st_members());
    }
    Raise(most, both);
  }
  if (profile.has_minority_members()) Raise(most, profile.minority_members());
  if (profile.has_members_with_disability()) {
    Raise(most, profile.members_with_disability());
  }
  return most;
}

bool NeedsProfile(const AskedUse& use, const OfferQuestion& question) {
  return use.capacity.has_value() || question.weight.has_value() ||
         question.criterion == v1::SHARE_CRITERION_BY_VULNERABLE_MEMBERS;
}

TakerNumbers NumbersOf(const type::v1::Profile& profile, const AskedUse& use,
                       const OfferQuestion& question,
                       const CoverageBasis& basis) {
  TakerNumbers numbers;
  const ReferenceData reference = basis.reverse().reference;
  const SubjectView view(
      profile,
      basis.subjects.places->ChainOf(profile.place()).value_or(PlaceChain()),
      basis.as_of, basis.catalog.snapshot->dictionary(),
      &basis.catalog.snapshot->dated_references(), basis.subjects.places.get());
  if (use.capacity) {
    numbers.capacity = 0;
    Read(*use.capacity, view, reference, &*numbers.capacity, &numbers.unknown);
  }
  if (use.use->has_most_each()) {
    numbers.capacity = std::min(numbers.capacity.value_or(use.use->most_each()),
                                use.use->most_each());
  }
  if (question.weight) {
    Read(*question.weight, view, reference, &numbers.weight, &numbers.unknown);
  } else if (question.criterion == v1::SHARE_CRITERION_BY_CAPACITY) {
    numbers.weight = numbers.capacity.value_or(0);
  } else if (question.criterion == v1::SHARE_CRITERION_BY_VULNERABLE_MEMBERS) {
    const auto most = VulnerableMembers(profile);
    numbers.weight = std::max<int64_t>(most.value_or(0), 0);
    if (!most && numbers.unknown.empty()) {
      numbers.unknown =
          "no count of poor, Scheduled Caste or Tribe, minority or disabled"
          " members is known";
    }
  }
  return numbers;
}

}  // namespace sangam::matching
