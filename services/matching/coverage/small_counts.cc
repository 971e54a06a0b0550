#include "services/matching/coverage/small_counts.h"

#include <algorithm>
#include <array>

namespace sangam::matching {
namespace {

// A count with whether it is told. Where `cell` is null it is never told, but
// could be worked out.
struct Told {
  int64_t count = 0;
  v1::CellCount* cell = nullptr;
  bool hidden = false;
};

bool IsSmall(int64_t count, int64_t smallest) {
  return count > 0 && count < smallest;
}

// Hides those of the parts of a whole that none of the small ones can be worked
// out, not even by somebody who knows the whole and how they are chosen. The
// parts come in the order in which they are given up.
//
// Zeros hide with the small ones: of what is hidden, each would else be one at
// least, and two that make up two would be known. One that is hidden alone
// could be worked out, and so could those that are all as large as small ones
// may be, or too few together: who knows by the rule which of them must be zero
// would know the one that is left. Another one is hidden with them. Where all
// four could be so large, all are hidden always: the whole can't be kept back,
// other rows tell it.
void HideParts(const std::array<Told*, 4>& parts, int64_t smallest,
               int64_t whole) {
  int64_t count = 0;
  int64_t sum = 0;
  const bool all = whole == 4 * (smallest - 1);
  for (Told* part : parts) {
    part->hidden = all || part->count < smallest;
    if (!part->hidden) continue;
    ++count;
    sum += part->count;
  }
  if (count != 1 && sum != count * (smallest - 1) && sum >= smallest) return;
  const auto next =
      std::find_if(parts.begin(), parts.end(),
                   [](const Told* part) { return !part->hidden; });
  if (next != parts.end()) (*next)->hidden = true;
}

}  // namespace

void FillCounts(const CellCounts& counts, int64_t smallest,
                v1::CoverageCell* cell) {
  Told subjects = {counts.subjects, cell->mutable_subjects()};
  Told eligible = {counts.eligible, cell->mutable_eligible()};
  Told unknown = {counts.needs_information, cell->mutable_needs_information()};
  Told near_miss = {counts.near_miss, cell->mutable_near_miss()};
  Told rest = {counts.subjects - counts.eligible - counts.needs_information -
               counts.near_miss};
  Told left_out = {counts.left_out, cell->mutable_left_out()};
  Told received = {counts.received, cell->mutable_received()};
  const int64_t not_left_out = counts.eligible - counts.left_out;
  const int64_t received_unfit = counts.received - not_left_out;
  const int64_t neither = counts.subjects - counts.eligible - received_unfit;

  const std::array<Told*, 4> parts = {&rest, &near_miss, &unknown, &eligible};
  const bool any_small = std::any_of(
      parts.begin(), parts.end(),
      [&](const Told* part) { return IsSmall(part->count, smallest); });
  if (counts.subjects < smallest) {
    for (Told* part : parts) part->hidden = true;
    subjects.hidden = true;
  } else if (any_small) {
    HideParts(parts, smallest, counts.subjects);
  }
  // Left out is a part of the eligible, and the other part is not told.
  left_out.hidden =
      eligible.hidden || IsSmall(left_out.count, smallest) ||
      IsSmall(not_left_out, smallest) ||
      (any_small && (left_out.count < smallest || not_left_out < smallest));
  // Beside what is told of the eligible, it tells how many have received and
  // are not eligible, and how many neither; beside what is not, how many of the
  // eligible there can be at all.
  received.hidden = left_out.hidden || IsSmall(counts.received, smallest) ||
                    IsSmall(received_unfit, smallest) ||
                    IsSmall(neither, smallest);
  for (Told* one :
       {&subjects, &eligible, &unknown, &near_miss, &received, &left_out}) {
    if (!one->hidden) one->cell->set_count(one->count);
  }
}

}  // namespace sangam::matching
