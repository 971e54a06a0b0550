// What the codes of a block's rows say of the tests, in several ways.
#include <algorithm>
#include <cstring>
#include <utility>

#include "services/matching/columns/coded_truths.h"
#include "services/matching/columns/row_bytes.h"
#include "services/matching/index/each_processor.h"

namespace sangam::matching {
namespace {

SANGAM_FOR_EACH_PROCESSOR
void KeepBytes(const uint32_t* codes, uint32_t rows, size_t first_bit,
               uint8_t* bytes) {
  for (uint32_t row = 0; row < rows; ++row) {
    bytes[row] = static_cast<uint8_t>(codes[row] >> first_bit);
  }
}

}  // namespace

bool CodedTruths::FindCodes(const uint32_t* codes, uint32_t rows) {
  codes_here_.clear();
  for (uint32_t row = 0; row < rows && codes_here_.size() <= kFew; ++row) {
    uint32_t& place = place_of_code_[codes[row]];
    if (place == NumberByKey::kNone) {
      place = static_cast<uint32_t>(codes_here_.size());
      codes_here_.push_back(codes[row]);
    }
    place_of_row_.of_row[row] = static_cast<uint8_t>(place);
  }
  for (uint32_t code : codes_here_) place_of_code_[code] = NumberByKey::kNone;
  return codes_here_.size() <= kFew;
}

void CodedTruths::MakePlanesOfCodes(size_t count, uint32_t rows) {
  fours_ = 0;
  place_of_row_.FillRest(rows, kFew);
  codes_with_rows_ = FindBytes(place_of_row_, count, planes_of_codes_.data());
  united_codes_ = 0;
}

void CodedTruths::UnitePlanes(uint64_t which, BitPlane* united) const {
  if (fours_ != 0) {
    UniteOfFours(planes_of_fours_.data(), fours_, which, united);
  } else {
    Unite(planes_of_codes_.data(), which, united);
  }
}

void CodedTruths::UniteTest(uint32_t test, uint64_t holds, uint64_t unknown,
                            PlaneSink& sink) {
  UnitePlanes(holds & codes_with_rows_, &sink.Holds(test));
  FinishUnited(test, holds & codes_with_rows_, unknown, sink);
}

void CodedTruths::FinishUnited(uint32_t test, uint64_t holds, uint64_t unknown,
                               PlaneSink& sink) {
  unknown &= codes_with_rows_;
  if (unknown == 0 || !sink.WantsUnknown(test)) {
    sink.Finish(test, holds != 0, nullptr, nullptr);
    return;
  }
  // Mostly the same are unknown as of the test before.
  BitPlane& united = unknown_planes_.front();
  if (unknown != united_codes_) {
    UnitePlanes(unknown, &united);
    united_codes_ = unknown;
  }
  sink.Finish(test, holds != 0, &united, nullptr);
}

void CodedTruths::UniteAll(const uint32_t* codes, uint32_t rows,
                           PlaneSink& sink) {
  std::transform(codes, codes + rows, place_of_row_.of_row,
                 [](uint32_t code) { return static_cast<uint8_t>(code); });
  MakePlanesOfCodes(marks_of_code_.size(), rows);
  UniteAll(sink);
}

bool CodedTruths::SpreadRows(const std::vector<CodeRows>& code_rows,
                             PlaneSink& sink) {
  if (AreFewTests()) {
    JoinRows(code_rows, sink);
    return true;
  }
  if (marks_of_code_.size() > kFew) return false;
  std::fill_n(planes_of_codes_.begin(), marks_of_code_.size(), BitPlane());
  codes_with_rows_ = 0;
  for (const CodeRows& of_code : code_rows) {
    planes_of_codes_[of_code.code] |= *of_code.rows;
    codes_with_rows_ |= uint64_t{1} << of_code.code;
  }
  fours_ = 0;
  united_codes_ = 0;
  UniteAll(sink);
  return true;
}

void CodedTruths::UniteAll(PlaneSink& sink) {
  if (tests_.size() < kMany) {
    for (size_t i = 0; i < tests_.size(); ++i) {
      UniteTest(tests_[i], holding_codes_[i], unknown_codes_[i], sink);
    }
    return;
  }
  const size_t codes_made = marks_of_code_.size();
  if (ordered_codes_ != codes_made) PutInOrder();
  unfinished_.clear();
  for (size_t i = 0; i < tests_.size(); ++i) {
    const uint32_t test = in_order_[i];
    const uint64_t holds = holding_codes_[test] & codes_with_rows_;
    united_by_test_[i] = holds;
    planes_of_tests_[i] = &sink.Holds(tests_[test]);
    if (!sink.FinishEarly(tests_[test], holds != 0))
      unfinished_.push_back(test);
  }
  // Most tests may hold of few codes.
  if (holding_ <= tests_.size() * FoursOf(codes_made)) {
    UniteEach(planes_of_codes_.data(), united_by_test_.data(), tests_.size(),
              planes_of_tests_.data());
  } else {
    planes_of_fours_.resize(FoursOf(kFew) * kOfFour);
    UniteFours(planes_of_codes_.data(), codes_made, planes_of_fours_.data());
    fours_ = FoursOf(codes_made);
    UniteEachOfFours(planes_of_fours_.data(), fours_, united_by_test_.data(),
                     tests_.size(), planes_of_tests_.data());
  }
  for (const uint32_t test : unfinished_) {
    FinishUnited(tests_[test], holding_codes_[test] & codes_with_rows_,
                 unknown_codes_[test], sink);
  }
}

void CodedTruths::PutInOrder() {
  ordered_codes_ = marks_of_code_.size();
  std::vector<std::pair<size_t, uint32_t>> by_count;
  holding_ = 0;
  for (uint32_t test = 0; test < tests_.size(); ++test) {
    const auto count =
        static_cast<size_t>(__builtin_popcountll(holding_codes_[test]));
    by_count.emplace_back(count, test);
    holding_ += count;
  }
  std::sort(by_count.begin(), by_count.end());
  in_order_.clear();
  for (const auto& [count, test] : by_count) in_order_.push_back(test);
}

void CodedTruths::JoinRows(const std::vector<CodeRows>& code_rows,
                           PlaneSink& sink) {
  const bool wants_unknown = WantsUnknown(sink);
  for (size_t i = 0; i < tests_.size(); ++i) {
    BitPlane& holds = sink.Holds(tests_[i]);
    BitPlane& unknown = unknown_planes_[i];
    holds = BitPlane();
    unknown = BitPlane();
    bool may_hold = false;
    for (const CodeRows& of_code : code_rows) {
      const uint32_t code = of_code.code >> i;
      if ((code & 1) != 0) {
        holds |= *of_code.rows;
        may_hold = true;
      }
      if (wants_unknown && (code >> kFewTests & 1) != 0) {
        unknown |= *of_code.rows;
      }
    }
    sink.Finish(tests_[i], may_hold, &unknown, nullptr);
  }
}

uint8_t CodedTruths::Split(const uint32_t* codes, uint32_t rows,
                           size_t first_bit, size_t count,
                           BitPlane* const* planes) {
  KeepBytes(codes, rows, first_bit, place_of_row_.of_row);
  place_of_row_.FillRest(rows, 0);
  return SplitBits(place_of_row_, count, planes);
}

void CodedTruths::SplitAll(const uint32_t* codes, uint32_t rows,
                           PlaneSink& sink) {
  constexpr size_t kAtOnce = 8;
  const bool wants_unknown = WantsUnknown(sink);
  for (size_t first = 0; first < tests_.size(); first += kAtOnce) {
    const size_t count = std::min(kAtOnce, tests_.size() - first);
    BitPlane* planes[kAtOnce];
    for (size_t i = 0; i < count; ++i)
      planes[i] = &sink.Holds(tests_[first + i]);
    const uint8_t holds = Split(codes, rows, first, count, planes);
    uint8_t unknown = 0;
    if (wants_unknown) {
      for (size_t i = 0; i < count; ++i) planes[i] = &unknown_planes_[i];
      unknown = Split(codes, rows, kFewTests + first, count, planes);
    }
    for (size_t i = 0; i < count; ++i) {
      const bool is_unknown = (unknown >> i & 1) != 0;
      sink.Finish(tests_[first + i], (holds >> i & 1) != 0,
                  is_unknown ? &unknown_planes_[i] : nullptr, nullptr);
    }
  }
}

bool CodedTruths::Mark(const uint32_t* codes, uint32_t rows, PlaneSink& sink) {
  // What it costs to turn a word of tests, and to look at all rows, in bits
  // that are set.
  constexpr size_t kTurned = 600;
  constexpr size_t kLooked = 1'400;
  if (words_ * kTurned <= kLooked) return false;
  const bool wants_unknown = WantsUnknown(sink);
  const size_t most = words_ * kTurned * (wants_unknown ? 2 : 1);
  size_t bits = kLooked;
  for (uint32_t row = 0; row < rows; ++row) {
    const Marks& marks = marks_of_code_[codes[row]];
    if (marks.holds == Marks::kNotListed) return false;
    bits += marks.holds + (wants_unknown ? marks.unknown : 0);
    if (bits > most) return false;
  }
  for (size_t i = 0; i < tests_.size(); ++i) {
    planes_of_tests_[i] = &sink.Holds(tests_[i]);
    *planes_of_tests_[i] = BitPlane();
  }
  if (wants_unknown) marked_unknown_.assign(tests_.size(), BitPlane());
  BitPlane all_unknown;
  for (uint32_t row = 0; row < rows; ++row) {
    const Marks& marks = marks_of_code_[codes[row]];
    const uint32_t* test = marks_.data() + marks.first;
    for (const uint32_t* end = test + marks.holds; test != end; ++test) {
      planes_of_tests_[*test]->Set(row);
    }
    if (!wants_unknown) continue;
    if (marks.is_unknown) all_unknown.Set(row);
    for (const uint32_t* end = test + marks.unknown; test != end; ++test) {
      marked_unknown_[*test].Set(row);
    }
  }
  for (size_t i = 0; i < tests_.size(); ++i) {
    if (wants_unknown) marked_unknown_[i] |= all_unknown;
    sink.Finish(tests_[i], !planes_of_tests_[i]->IsZero(),
                wants_unknown ? &marked_unknown_[i] : nullptr, nullptr);
  }
  return true;
}

void CodedTruths::UniteWord(size_t word, PlaneSink& sink) {
  // From the tests of each code to the codes of each test.
  BitSquares& squares = squares_[0];
  squares = {};
  const auto word_of = [word](const std::vector<Bits>& bits, uint32_t code) {
    return bits[word / kWordsAtOnce][code * kWordsAtOnce + word % kWordsAtOnce];
  };
  for (size_t place = 0; place < codes_here_.size(); ++place) {
    squares.rows[place][0] = word_of(holds_, codes_here_[place]);
    squares.rows[place][1] = word_of(unknown_, codes_here_[place]);
  }
  Transpose(&squares);
  for (size_t i = 0; i < TestsIn(word); ++i) {
    UniteTest(tests_[word * 64 + i], squares.rows[i][0], squares.rows[i][1],
              sink);
  }
}

void CodedTruths::Turn(const Bits& bits, const uint32_t* codes, uint32_t rows,
                       BitPlane* const* planes, uint64_t* any) {
  constexpr size_t kSquares = BitSquares::kSquares;
  for (size_t first = 0; first < BitPlane::kWords; first += kSquares) {
    const size_t begin = first * 64;
    const size_t here = begin < rows ? rows - begin : 0;
    if (here >= kSquares * 64) {
      GatherWords(bits.data(), codes + begin, squares_, any);
    } else {
      for (BitSquares& squares : squares_) squares = {};
      for (size_t i = 0; i < here; ++i) {
        const uint64_t* words = bits.data() + codes[begin + i] * kWordsAtOnce;
        for (size_t word = 0; word < kWordsAtOnce; ++word) {
          squares_[word].rows[i % 64][i / 64] = words[word];
          any[word] |= words[word];
        }
      }
    }
    for (size_t i = 0; planes[i] != nullptr; ++i) {
      if (i % 64 == 0) Transpose(&squares_[i / 64]);
      const uint64_t* row = squares_[i / 64].rows[i % 64];
      std::memcpy(planes[i]->words + first, row, kSquares * sizeof(*row));
    }
  }
}

void CodedTruths::TurnWords(size_t words, const uint32_t* codes, uint32_t rows,
                            PlaneSink& sink) {
  constexpr size_t kMost = kWordsAtOnce * 64;
  const uint32_t* tests = tests_.data() + words * kMost;
  const size_t count = std::min(tests_.size() - words * kMost, kMost);
  BitPlane* planes[kMost + 1] = {};
  bool wants_unknown = false;
  for (size_t i = 0; i < count; ++i) {
    planes[i] = &sink.Holds(tests[i]);
    wants_unknown = wants_unknown || sink.WantsUnknown(tests[i]);
  }
  uint64_t holds[kWordsAtOnce] = {};
  uint64_t unknown[kWordsAtOnce] = {};
  Turn(holds_[words], codes, rows, planes, holds);
  if (wants_unknown) {
    for (size_t i = 0; i < count; ++i) planes[i] = &unknown_planes_[i];
    Turn(unknown_[words], codes, rows, planes, unknown);
  }
  for (size_t i = 0; i < count; ++i) {
    const bool is_unknown = (unknown[i / 64] >> (i % 64) & 1) != 0;
    sink.Finish(tests[i], (holds[i / 64] >> (i % 64) & 1) != 0,
                is_unknown ? &unknown_planes_[i] : nullptr, nullptr);
  }
}

void CodedTruths::Spread(const uint32_t* codes, uint32_t rows,
                         PlaneSink& sink) {
  if (AreFewTests()) {
    SplitAll(codes, rows, sink);
    return;
  }
  if (marks_of_code_.size() <= kFew) {
    UniteAll(codes, rows, sink);
    return;
  }
  if (Mark(codes, rows, sink)) return;
  if (!FindCodes(codes, rows)) {
    for (size_t words = 0; words < holds_.size(); ++words) {
      TurnWords(words, codes, rows, sink);
    }
    return;
  }
  MakePlanesOfCodes(codes_here_.size(), rows);
  for (size_t word = 0; word < words_; ++word) UniteWord(word, sink);
}

}  // namespace sangam::matching
