#include "services/matching/columns/coded_truths.h"

#include <algorithm>
#include <utility>

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
      words_((tests_.size() + 63) / 64),
      holds_((words_ + kWordsAtOnce - 1) / kWordsAtOnce),
      unknown_(holds_.size()),
      holding_codes_(tests_.size()),
      unknown_codes_(tests_.size()),
      planes_of_codes_(kFew),
      united_by_test_(tests_.size()),
      planes_of_tests_(tests_.size()),
      unknown_planes_(std::min(words_, kWordsAtOnce) * 64) {}

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

size_t CodedTruths::bytes() const {
  size_t words = 0;
  for (const auto* bits : {&holds_, &unknown_}) {
    for (const Bits& some : *bits) words += some.capacity();
  }
  // As keys once more.
  words += 2 * words_ * code_of_truths_.size();
  return words * sizeof(uint64_t) + marks_.capacity() * sizeof(uint32_t) +
         marks_of_code_.capacity() * sizeof(Marks);
}

uint32_t CodedTruths::CodeOf(const ValueTruths& truths) {
  if (AreFewTests()) return AddCode(truths);
  const auto [found, added] =
      code_of_truths_.emplace(std::make_pair(truths.holds, truths.unknown),
                              static_cast<uint32_t>(place_of_code_.size()));
  return added ? AddCode(truths) : found->second;
}

uint32_t CodedTruths::AddCode(const ValueTruths& truths) {
  if (AreFewTests()) {
    return static_cast<uint32_t>(truths.holds.front() | truths.unknown.front()
                                                            << kFewTests);
  }
  const auto code = static_cast<uint32_t>(place_of_code_.size());
  place_of_code_.push_back(NumberByKey::kNone);
  for (size_t word = 0; word < holds_.size() * kWordsAtOnce; ++word) {
    const bool is_there = word < words_;
    holds_[word / kWordsAtOnce].push_back(is_there ? truths.holds[word] : 0);
    unknown_[word / kWordsAtOnce].push_back(is_there ? truths.unknown[word]
                                                     : 0);
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

}  // namespace sangam::matching
