#include "common/rules/own_functions.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "common/clock/civil_date.h"
#include "common/rules/industry_code.h"

namespace sangam::rules {
namespace {

Evaluated Known(bool holds) { return {holds, {}}; }
Evaluated Unknown(UnknownReason reason, const std::string& what) {
  return {{}, {{reason, what}}};
}

// Whether two chains can't both be of one place: they hold different ancestors
// of one kind.
bool Exclude(const PlaceChain& a, const PlaceChain& b) {
  return std::any_of(a.links.begin(), a.links.end(),
                     [&b](const PlaceLink& link) {
                       const absl::string_view other = b.OfKind(link.kind);
                       return !other.empty() && other != link.place;
                     });
}

Evaluated WithinOne(const PlaceChain& chain, const std::string& target,
                    const ReferenceData& reference) {
  if (chain.Contains(target)) return Known(true);
  const absl::optional<PlaceChain> target_chain =
      reference.places.ChainOf(target);
  if (!target_chain) {
    return Unknown(UnknownReason::kPlaceNotInDirectory, target);
  }
  if (Exclude(chain, *target_chain)) return Known(false);
  return Unknown(UnknownReason::kPlaceTooCoarse, kPlaceAttribute);
}

// Joins alternatives: one that holds is enough. A place that is too coarse can
// be made finer by asking, so this is the cause to give.
class Any {
 public:
  // Whether that settles it.
  bool Add(Evaluated one) {
    if (IsKnown(one.value)) {
      holds_ = absl::get<bool>(one.value);
      return holds_;
    }
    if (causes_.empty() ||
        causes_.front().reason != UnknownReason::kPlaceTooCoarse) {
      causes_ = std::move(one.causes);
    }
    return false;
  }
  Evaluated Answer() const {
    if (holds_ || causes_.empty()) return Known(holds_);
    return {{}, causes_};
  }

 private:
  bool holds_ = false;
  UnknownCauses causes_;
};

Evaluated Counts(const Receipt& receipt,
                 const absl::optional<int64_t>& within_months,
                 absl::CivilDay as_of) {
  const auto undated = [] {
    return Unknown(UnknownReason::kReceiptUndated, kReceivedAttribute);
  };
  if (receipt.received_on) {
    if (*receipt.received_on > as_of) return Known(false);
    return Known(!within_months ||
                 CompletedMonths(*receipt.received_on, as_of) < *within_months);
  }
  if (receipt.observed_on && *receipt.observed_on > as_of) return undated();
  if (!within_months) return Known(true);
  // It was received on the day of observation or before; if even that day is
  // out of reach, so is the receipt.
  if (receipt.observed_on &&
      CompletedMonths(*receipt.observed_on, as_of) >= *within_months) {
    return Known(false);
  }
  return undated();
}

}  // namespace

Evaluated PlaceWithin(const PlaceChain& chain,
                      const std::vector<std::string>& names,
                      absl::CivilDay as_of, const ReferenceData& reference) {
  if (chain.empty()) {
    return Unknown(UnknownReason::kAttributeMissing, kPlaceAttribute);
  }
  Any any;
  for (const std::string& name : names) {
    if (!absl::StartsWith(name, "placeSets/")) {
      if (any.Add(WithinOne(chain, name, reference))) return any.Answer();
      continue;
    }
    const auto set = reference.dated.PlaceSet(name, as_of);
    if (!set) {
      any.Add(Unknown(UnknownReason::kPlaceSetNotKnown, name));
      continue;
    }
    for (const std::string& place : set->places) {
      if (any.Add(WithinOne(chain, place, reference))) return any.Answer();
    }
    if (set->incomplete) {
      any.Add(Unknown(UnknownReason::kPlaceSetIncomplete, name));
    }
  }
  return any.Answer();
}

Evaluated IndustriesWithin(const std::vector<std::string>& industries,
                           const std::vector<std::string>& codes) {
  bool unknown = false;
  for (const std::string& industry : industries) {
    for (const std::string& code : codes) {
      const absl::optional<bool> within = IndustryWithin(industry, code);
      if (within && *within) return Known(true);
      unknown = unknown || !within;
    }
  }
  if (!unknown) return Known(false);
  return Unknown(UnknownReason::kIndustryCodeTooCoarse, kNicAttribute);
}

Evaluated Received(const SubjectView& subject, const std::string& scheme,
                   const absl::optional<int64_t>& within_months) {
  Any any;
  for (const Receipt& receipt : subject.receipts()) {
    if (receipt.scheme != scheme) continue;
    if (any.Add(Counts(receipt, within_months, subject.as_of()))) {
      return any.Answer();
    }
  }
  Evaluated on_record = any.Answer();
  if (!IsKnown(on_record.value)) return on_record;
  const auto& complete_until = subject.receipts_complete_until();
  if (complete_until && *complete_until >= subject.as_of()) return on_record;
  return Unknown(UnknownReason::kReceiptsIncomplete, kReceivedAttribute);
}

}  // namespace sangam::rules
