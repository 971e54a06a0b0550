#include "services/matching/columns/coded_truths.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "services/matching/columns/row_bytes.h"

namespace sangam::matching {
namespace {

void ListBits(const std::vector<uint64_t>& bits, std::vector<uint32_t>* list) {
  for (size_t i = 0; i < bits.size(); ++i) {
    for (uint64_t word = bits[i]; word != 0; word &= word - 1) {
      list->push_back(static_cast<uint32_t>(i * 64) +
                      static_cast<uint32_t>(__builtin_ctzll(word)));
    }
  }
}

size_t CountBits(const std::vector<uint64_t>& bits) {
  size_t count = 0;
  for (const uint64_t word : bits) {
    count += static_cast<size_t>(__builtin_popcountll(word));
  }
  return count;
}

}  // namespace

CodedTruths::CodedTruths(std::vector<uint32_t> tests)
    : tests_(std::move(tests)),
      holds_((tests_.size() + 63) / 64),
      unknown_(holds_.size()),
      holding_codes_(tests_.size()),
      unknown_codes_(tests_.size()),
      planes_of_codes_(kFew),
      united_by_test_(tests_.size()),
      planes_of_tests_(tests_.size()),
      unknown_planes_(64) {}

size_t CodedTruths::TestsIn(size_t word) const {
  return std::min(tests_.size() - word * 64, size_t{64});
}

bool CodedTruths::WantsUnknown(const PlaneSink& sink) const {
  return std::any_of(tests_.begin(), tests_.end(), [&sink](uint32_t test) {
    return sink.WantsUnknown(test);
  });
}

CodedTruths::Marks CodedTruths::AddMarks(const ValueTruths& truths) {
  Marks marks;
  const size_t holds = CountBits(truths.holds);
  const size_t unknown = CountBits(truths.unknown);
  marks.is_unknown = unknown == tests_.size();
  if (marks.is_unknown) return marks;
  if (holds + unknown > Marks::kMost) {
    marks.holds = Marks::kNotListed;
    return marks;
  }
  marks.first = static_cast<uint32_t>(marks_.size());
  marks.holds = static_cast<uint16_t>(holds);
  marks.unknown = static_cast<uint16_t>(unknown);
  ListBits(truths.holds, &marks_);
  ListBits(truths.unknown, &marks_);
  return marks;
}

uint32_t CodedTruths::CodeOf(const ValueTruths& truths) {
  const auto [found, added] =
      code_of_truths_.emplace(std::make_pair(truths.holds, truths.unknown),
                              static_cast<uint32_t>(place_of_code_.size()));
  return added ? AddCode(truths) : found->second;
}

uint32_t CodedTruths::AddCode(const ValueTruths& truths) {
  const auto code = static_cast<uint32_t>(place_of_code_.size());
  place_of_code_.push_back(NumberByKey::kNone);
  for (size_t word = 0; word < holds_.size(); ++word) {
    holds_[word].push_back(truths.holds[word]);
    unknown_[word].push_back(truths.unknown[word]);
  }
  if (code < kFew) {
    for (size_t test = 0; test < tests_.size(); ++test) {
      const auto bit_of = [test](const Bits& bits) {
        return bits[test / 64] >> (test % 64) & 1;
      };
      holding_codes_[test] |= bit_of(truths.holds) << code;
      unknown_codes_[test] |= bit_of(truths.unknown) << code;
    }
  }
  marks_of_code_.push_back(AddMarks(truths));
  return code;
}

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
  planes_of_fours_.resize(FoursOf(kFew) * kOfFour);
  UniteFours(planes_of_codes_.data(), codes_made, planes_of_fours_.data());
  fours_ = FoursOf(codes_made);
  for (size_t i = 0; i < tests_.size(); ++i) {
    united_by_test_[i] = holding_codes_[i] & codes_with_rows_;
    planes_of_tests_[i] = &sink.Holds(tests_[i]);
  }
  UniteEachOfFours(planes_of_fours_.data(), fours_, united_by_test_.data(),
                   tests_.size(), planes_of_tests_.data());
  for (size_t i = 0; i < tests_.size(); ++i) {
    FinishUnited(tests_[i], united_by_test_[i], unknown_codes_[i], sink);
  }
}

uint8_t CodedTruths::Split(const Bits& bits, size_t first, size_t count,
                           const uint32_t* codes, uint32_t rows,
                           BitPlane* const* planes) {
  const uint64_t* of_code = bits.data();
  uint8_t* of_row = place_of_row_.of_row;
  for (uint32_t row = 0; row < rows; ++row) {
    of_row[row] = static_cast<uint8_t>(of_code[codes[row]] >> first);
  }
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
    const uint8_t holds =
        Split(holds_.front(), first, count, codes, rows, planes);
    uint8_t unknown = 0;
    if (wants_unknown) {
      for (size_t i = 0; i < count; ++i) planes[i] = &unknown_planes_[i];
      unknown = Split(unknown_.front(), first, count, codes, rows, planes);
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
  if (holds_.size() * kTurned <= kLooked) return false;
  const bool wants_unknown = WantsUnknown(sink);
  const size_t most = holds_.size() * kTurned * (wants_unknown ? 2 : 1);
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
  squares_ = {};
  for (size_t place = 0; place < codes_here_.size(); ++place) {
    squares_.rows[place][0] = holds_[word][codes_here_[place]];
    squares_.rows[place][1] = unknown_[word][codes_here_[place]];
  }
  Transpose(&squares_);
  for (size_t i = 0; i < TestsIn(word); ++i) {
    UniteTest(tests_[word * 64 + i], squares_.rows[i][0], squares_.rows[i][1],
              sink);
  }
}

uint64_t CodedTruths::Turn(const Bits& bits, const uint32_t* codes,
                           uint32_t rows, BitPlane* const* planes) {
  constexpr size_t kSquares = BitSquares::kSquares;
  const uint64_t* of_code = bits.data();
  uint64_t any = 0;
  for (size_t first = 0; first < BitPlane::kWords; first += kSquares) {
    for (size_t square = 0; square < kSquares; ++square) {
      const size_t begin = (first + square) * 64;
      const size_t here = begin < rows ? std::min(rows - begin, size_t{64}) : 0;
      for (size_t i = 0; i < here; ++i) {
        const uint64_t word = of_code[codes[begin + i]];
        squares_.rows[i][square] = word;
        any |= word;
      }
      for (size_t i = here; i < 64; ++i) squares_.rows[i][square] = 0;
    }
    Transpose(&squares_);
    for (size_t i = 0; i < 64 && planes[i] != nullptr; ++i) {
      std::memcpy(planes[i]->words + first, squares_.rows[i],
                  sizeof(squares_.rows[i]));
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
  if (marks_of_code_.size() <= kFew) {
    UniteAll(codes, rows, sink);
    return;
  }
  if (tests_.size() <= kFewTests) {
    SplitAll(codes, rows, sink);
    return;
  }
  if (Mark(codes, rows, sink)) return;
  const bool few = FindCodes(codes, rows);
  if (few) MakePlanesOfCodes(codes_here_.size(), rows);
  for (size_t word = 0; word < holds_.size(); ++word) {
    if (few) {
      UniteWord(word, sink);
    } else {
      TurnWord(word, codes, rows, sink);
    }
  }
}

}  // namespace sangam::matching
