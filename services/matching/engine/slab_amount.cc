#include "services/matching/engine/slab_amount.h"

#include <algorithm>

namespace sangam::matching {
namespace {

using scheme_catalog::v1::Slab;
using scheme_catalog::v1::SlabAmount;

// Ten-thousandths of a paisa, in which every share is a whole number.
constexpr Wide kParts = 10'000;

// What `units` of the measure give at the slab's rate, in parts of a paisa, cap
// included. Nothing: the slab has no rate that allows to tell.
absl::optional<Wide> PartsOf(const Slab& slab, int64_t units,
                             bool fixed_allowed) {
  Wide parts = 0;
  switch (slab.rate_case()) {
    case Slab::kShareBps:
      parts = std::min(Wide{units} * std::max(slab.share_bps(), 0),
                       kTooMuch * kParts);
      break;
    case Slab::kFixedPaise:
      if (!fixed_allowed) return absl::nullopt;
      parts = Clamped(slab.fixed_paise()) * kParts;
      break;
    case Slab::kPaiseEach:
      parts = Product(units, slab.paise_each()) * kParts;
      break;
    case Slab::RATE_NOT_SET:
      return absl::nullopt;
  }
  if (!slab.has_cap_paise()) return parts;
  return std::min(parts, Clamped(slab.cap_paise()) * kParts);
}

WideRange Exactly(const absl::optional<Wide>& parts) {
  if (!parts) return {};
  const Wide paise = Clamped(*parts / kParts);
  return {paise, paise};
}

WideRange Above(const SlabAmount& slabs) {
  return slabs.nothing_above() ? WideRange{Wide{0}, Wide{0}} : WideRange{};
}

// Adds up the parts of 0 ... measure slab by slab. Nothing: some part of it
// can't be told.
absl::optional<Wide> ProgressiveParts(const SlabAmount& slabs,
                                      int64_t measure) {
  Wide sum = 0;
  int64_t from = 0;
  for (const Slab& slab : slabs.slabs()) {
    const int64_t to =
        slab.has_up_to() ? std::min(slab.up_to(), measure) : measure;
    if (to > from) {
      const auto parts = PartsOf(slab, to - from, /*fixed_allowed=*/false);
      if (!parts) return absl::nullopt;
      sum = std::min(sum + *parts, kTooMuch * kParts);
      from = to;
    }
    if (from >= measure) break;
  }
  return sum;
}

WideRange ReckonKnown(const SlabAmount& slabs, int64_t measure) {
  measure = std::max<int64_t>(measure, 0);
  const Slab* slab = SlabOf(slabs, measure);
  if (slab == nullptr) return Above(slabs);
  switch (slabs.mode()) {
    case scheme_catalog::v1::SLAB_MODE_WHOLE_AMOUNT:
      return Exactly(PartsOf(*slab, measure, /*fixed_allowed=*/true));
    case scheme_catalog::v1::SLAB_MODE_PROGRESSIVE:
      return Exactly(ProgressiveParts(slabs, measure));
    default:
      return {};
  }
}

// The most that one slab can add, in parts of a paisa. Nothing: no end.
absl::optional<Wide> MostParts(const Slab& slab, int64_t from,
                               bool whole_amount) {
  if (slab.has_up_to()) {
    const Wide units = Clamped(Wide{slab.up_to()} - (whole_amount ? 0 : from));
    return PartsOf(slab, static_cast<int64_t>(units), whole_amount);
  }
  if (slab.rate_case() == Slab::kFixedPaise) {
    return PartsOf(slab, 0, whole_amount);
  }
  if (!slab.has_cap_paise() || slab.rate_case() == Slab::RATE_NOT_SET) {
    return absl::nullopt;
  }
  return Clamped(slab.cap_paise()) * kParts;
}

// The least is told only where every slab gives a fixed sum: other rates give
// nothing for a measure of 0, which is no news.
WideRange ReckonUnknown(const SlabAmount& slabs) {
  const bool whole_amount =
      slabs.mode() == scheme_catalog::v1::SLAB_MODE_WHOLE_AMOUNT;
  const bool known_above =
      slabs.nothing_above() ||
      (!slabs.slabs().empty() && !slabs.slabs().rbegin()->has_up_to());
  if (!known_above ||
      slabs.mode() == scheme_catalog::v1::SLAB_MODE_UNSPECIFIED) {
    return {};
  }
  Wide most = 0;
  absl::optional<Wide> least;
  bool all_fixed = whole_amount;
  int64_t from = 0;
  for (const Slab& slab : slabs.slabs()) {
    const auto parts = MostParts(slab, from, whole_amount);
    if (!parts) return {};
    most = whole_amount ? std::max(most, *parts)
                        : std::min(most + *parts, kTooMuch * kParts);
    least = std::min(least.value_or(*parts), *parts);
    all_fixed = all_fixed && slab.rate_case() == Slab::kFixedPaise;
    if (!slab.has_up_to()) break;
    from = std::max(from, slab.up_to());
  }
  WideRange range = Exactly(most);
  range.least.reset();
  if (all_fixed && least) {
    const bool ends = slabs.slabs().rbegin()->has_up_to();
    range.least = ends ? Wide{0} : *least / kParts;
  }
  return range;
}

}  // namespace

WideRange ReckonSlabs(const SlabAmount& slabs, const int64_t* measure) {
  return Capped(
      measure == nullptr ? ReckonUnknown(slabs) : ReckonKnown(slabs, *measure),
      slabs.has_cap_paise(), slabs.cap_paise());
}

const Slab* SlabOf(const SlabAmount& slabs, int64_t measure) {
  for (const Slab& slab : slabs.slabs()) {
    if (!slab.has_up_to() || measure <= slab.up_to()) return &slab;
  }
  return nullptr;
}

}  // namespace sangam::matching
