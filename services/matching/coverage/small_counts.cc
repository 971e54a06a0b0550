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
// least, and two that make up two would be known. Others are given up until all
// together are more than so many small ones can be: then one of them is not
// small, and which one it is can't be told.
//
// What is hidden stays hidden where more counts are small: the first that are
// not are the same, or small themselves. So who asks again with another
// smallest count learns no count that either answer keeps back.
void HideParts(const std::array<Told*, 4>& parts, int64_t smallest) {
  int64_t sum = 0;
  int64_t most_if_small = 0;
  const auto hide = [&](Told* part) {
    part->hidden = true;
    sum += part->count;
    most_if_small += smallest - 1;
  };
  for (Told* part : parts) {
    if (part->count < smallest) hide(part);
  }
  for (Told* part : parts) {
    if (sum > most_if_small) return;
    if (!part->hidden) hide(part);
  }
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
    HideParts(parts, smallest);
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
