#include "services/matching/columns/coded_truths.h"

#include <algorithm>
#include <utility>

namespace sangam::matching {

void GroupPlanes::Begin(const std::vector<uint32_t>& tests, PlaneSink& sink) {
  for (size_t i = 0; i < tests.size(); ++i) {
    holds_[i] = &sink.Holds(tests[i]);
    *holds_[i] = BitPlane();
  }
  std::fill(unknown_.begin(), unknown_.end(), 0);
  unknown_planes_.clear();
}

BitPlane& GroupPlanes::UnknownOf(uint32_t test) {
  if (unknown_[test] == 0) {
    unknown_planes_.emplace_back();
    unknown_[test] = static_cast<uint32_t>(unknown_planes_.size());
  }
  return unknown_planes_[unknown_[test] - 1];
}

void GroupPlanes::Add(const ValueTruths& truths, const BitPlane& rows) {
  for (uint32_t test : truths.holds) *holds_[test] |= rows;
  for (uint32_t test : truths.unknown) UnknownOf(test) |= rows;
}

void GroupPlanes::Add(const ValueTruths& truths, uint32_t row) {
  for (uint32_t test : truths.holds) holds_[test]->Set(row);
  for (uint32_t test : truths.unknown) UnknownOf(test).Set(row);
}

void GroupPlanes::Finish(const std::vector<uint32_t>& tests, PlaneSink& sink) {
  static const BitPlane kNothing;
  for (size_t i = 0; i < tests.size(); ++i) {
    sink.Finish(tests[i],
                unknown_[i] == 0 ? kNothing : unknown_planes_[unknown_[i] - 1],
                nullptr);
  }
}

uint32_t CodedTruths::PlaceOf(
    int64_t number, absl::FunctionRef<ValueTruths(int64_t number)> ask) {
  uint32_t* place = nullptr;
  if (number >= 0 && number < kMostDense) {
    const auto at = static_cast<size_t>(number);
    if (at >= dense_.size()) {
      dense_.resize(std::max(at + 1, 2 * dense_.size()), kNone);
    }
    place = &dense_[at];
  } else {
    place = &others_.emplace(number, kNone).first->second;
  }
  if (*place == kNone) {
    ValueTruths truths = ask(number);
    const auto [found, added] =
        place_of_truths_.emplace(std::make_pair(truths.holds, truths.unknown),
                                 static_cast<uint32_t>(kept_.size()));
    if (added) {
      kept_.push_back(std::move(truths));
      few_of_kept_.push_back(kNone);
    }
    *place = found->second;
  }
  return *place;
}

void CodedTruths::Spread(const RowNumbers& numbers,
                         absl::FunctionRef<ValueTruths(int64_t number)> ask,
                         GroupPlanes* planes) {
  few_.clear();
  ForEachRow(numbers.present, [&](uint32_t row) {
    const uint32_t place = PlaceOf(numbers.values[row], ask);
    uint32_t& few = few_of_kept_[place];
    if (few == kNone) {
      // The others are dealt with row by row.
      if (few_.size() == kFew) {
        planes->Add(kept_[place], row);
        return;
      }
      few = static_cast<uint32_t>(few_.size());
      few_.push_back({place, BitPlane()});
    }
    few_[few].rows.Set(row);
  });
  for (const ValueRows& value : few_) {
    few_of_kept_[value.kept] = kNone;
    planes->Add(kept_[value.kept], value.rows);
  }
}

}  // namespace sangam::matching
