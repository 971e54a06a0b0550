#include "services/matching/columns/coded_truths.h"

#include <algorithm>
#include <utility>

#include "services/matching/columns/number_compare.h"

namespace sangam::matching {

uint32_t& NumberByKey::Slow(int64_t key) {
  if (key < 0 || key >= kMostDense) {
    return others_.emplace(key, kNone).first->second;
  }
  const auto at = static_cast<size_t>(key);
  dense_.resize(std::max(at + 1, 2 * dense_.size()), kNone);
  return dense_[at];
}

CodedTruths::CodedTruths(std::vector<uint32_t> tests)
    : tests_(std::move(tests)),
      holds_((tests_.size() + 63) / 64),
      unknown_(holds_.size()),
      planes_of_codes_(kFew),
      unknown_planes_(64) {}

size_t CodedTruths::TestsIn(size_t word) const {
  return std::min(tests_.size() - word * 64, size_t{64});
}

uint32_t CodedTruths::CodeOf(const ValueTruths& truths) {
  const auto [found, added] =
      code_of_truths_.emplace(std::make_pair(truths.holds, truths.unknown),
                              static_cast<uint32_t>(place_of_code_.size()));
  if (added) {
    place_of_code_.push_back(NumberByKey::kNone);
    for (size_t word = 0; word < holds_.size(); ++word) {
      holds_[word].push_back(truths.holds[word]);
      unknown_[word].push_back(truths.unknown[word]);
    }
  }
  return found->second;
}

void CodedTruths::FindCodes(const uint32_t* codes, uint32_t rows) {
  codes_here_.clear();
  for (uint32_t row = 0; row < rows; ++row) {
    uint32_t& place = place_of_code_[codes[row]];
    if (place == NumberByKey::kNone) {
      place = static_cast<uint32_t>(codes_here_.size());
      codes_here_.push_back(codes[row]);
    }
    place_of_row_[row] = static_cast<uint8_t>(place);
  }
  for (uint32_t code : codes_here_) place_of_code_[code] = NumberByKey::kNone;
}

// Of comparisons, many rows are made at once; row by row is slower.
void CodedTruths::MakePlanesOfCodes(uint32_t rows) {
  const BitPlane all = BitPlane::FirstRows(rows);
  BitPlane before;
  for (size_t place = 0; place < codes_here_.size(); ++place) {
    BitPlane at_most;
    FindAtMost(place_of_row_, rows, static_cast<uint8_t>(place), &at_most);
    at_most &= all;
    planes_of_codes_[place] = at_most - before;
    before = at_most;
  }
}

void CodedTruths::UniteWord(size_t word, PlaneSink& sink) {
  // From the tests of each code to the codes of each test.
  squares_ = {};
  for (size_t place = 0; place < codes_here_.size(); ++place) {
    squares_.rows[place][0] = holds_[word][codes_here_[place]];
    squares_.rows[place][1] = unknown_[word][codes_here_[place]];
  }
  Transpose(&squares_);
  BitPlane& united = unknown_planes_.front();
  uint64_t united_codes = 0;
  for (size_t i = 0; i < TestsIn(word); ++i) {
    const uint32_t test = tests_[word * 64 + i];
    const uint64_t holds = squares_.rows[i][0];
    const uint64_t unknown = squares_.rows[i][1];
    Unite(planes_of_codes_.data(), holds, &sink.Holds(test));
    if (unknown == 0 || !sink.WantsUnknown(test)) {
      sink.Finish(test, holds != 0, nullptr, nullptr);
      continue;
    }
    // Mostly the same are unknown as of the test before.
    if (unknown != united_codes) {
      Unite(planes_of_codes_.data(), unknown, &united);
      united_codes = unknown;
    }
    sink.Finish(test, holds != 0, &united, nullptr);
  }
}

uint64_t CodedTruths::Turn(const Bits& bits, const uint32_t* codes,
                           uint32_t rows, BitPlane* const* planes) {
  constexpr size_t kSquares = BitSquares::kSquares;
  uint64_t any = 0;
  for (size_t first = 0; first < BitPlane::kWords; first += kSquares) {
    for (size_t square = 0; square < kSquares; ++square) {
      const size_t begin = (first + square) * 64;
      for (size_t i = 0; i < 64; ++i) {
        const uint64_t word = begin + i < rows ? bits[codes[begin + i]] : 0;
        squares_.rows[i][square] = word;
        any |= word;
      }
    }
    Transpose(&squares_);
    for (size_t i = 0; i < 64 && planes[i] != nullptr; ++i) {
      std::copy_n(squares_.rows[i], kSquares, planes[i]->words + first);
    }
  }
  return any;
}

void CodedTruths::TurnWord(size_t word, const uint32_t* codes, uint32_t rows,
                           PlaneSink& sink) {
  BitPlane* planes[64] = {};
  bool wants_unknown = false;
  for (size_t i = 0; i < TestsIn(word); ++i) {
    const uint32_t test = tests_[word * 64 + i];
    planes[i] = &sink.Holds(test);
    wants_unknown = wants_unknown || sink.WantsUnknown(test);
  }
  const uint64_t holds = Turn(holds_[word], codes, rows, planes);
  uint64_t unknown = 0;
  if (wants_unknown) {
    for (size_t i = 0; i < 64; ++i) planes[i] = &unknown_planes_[i];
    unknown = Turn(unknown_[word], codes, rows, planes);
  }
  for (size_t i = 0; i < TestsIn(word); ++i) {
    const bool is_unknown = (unknown >> i & 1) != 0;
    sink.Finish(tests_[word * 64 + i], (holds >> i & 1) != 0,
                is_unknown ? &unknown_planes_[i] : nullptr, nullptr);
  }
}

void CodedTruths::Spread(const uint32_t* codes, uint32_t rows,
                         PlaneSink& sink) {
  FindCodes(codes, rows);
  const bool few = codes_here_.size() <= kFew;
  if (few) MakePlanesOfCodes(rows);
  for (size_t word = 0; word < holds_.size(); ++word) {
    if (few) {
      UniteWord(word, sink);
    } else {
      TurnWord(word, codes, rows, sink);
    }
  }
}

}  // namespace sangam::matching
