#include "services/matching/columns/text_table.h"

#include <cstring>

namespace sangam::matching {
namespace {

// Texts up to here lie within the std::string itself.
constexpr size_t kInPlace = 15;

uint32_t Add(absl::string_view text, std::deque<std::string>* texts,
             absl::flat_hash_map<absl::string_view, uint32_t>* numbers,
             size_t* long_bytes) {
  const auto found = numbers->find(text);
  if (found != numbers->end()) return found->second;
  const auto number = static_cast<uint32_t>(texts->size());
  texts->emplace_back(text);
  if (text.size() > kInPlace) *long_bytes += text.size() + 1;
  numbers->emplace(texts->back(), number);
  return number;
}

std::vector<uint32_t> ToNumbers(absl::string_view bytes) {
  std::vector<uint32_t> numbers(bytes.size() / sizeof(uint32_t));
  if (!numbers.empty()) {
    std::memcpy(numbers.data(), bytes.data(), bytes.size());
  }
  return numbers;
}

}  // namespace

uint32_t TextTable::AddText(absl::string_view text) {
  absl::MutexLock lock(&mutex_);
  return Add(text, &texts_, &number_of_text_, &long_bytes_);
}

uint32_t TextTable::AddList(const std::vector<uint32_t>& list) {
  const absl::string_view bytes(reinterpret_cast<const char*>(list.data()),
                                list.size() * sizeof(uint32_t));
  absl::MutexLock lock(&mutex_);
  return Add(bytes, &lists_, &number_of_list_, &long_bytes_);
}

absl::optional<uint32_t> TextTable::FindText(absl::string_view text) const {
  absl::ReaderMutexLock lock(&mutex_);
  const auto found = number_of_text_.find(text);
  if (found == number_of_text_.end()) return absl::nullopt;
  return found->second;
}

absl::string_view TextTable::TextOf(uint32_t number) const {
  absl::ReaderMutexLock lock(&mutex_);
  return texts_[number];
}

std::vector<std::string> TextTable::ListOf(uint32_t number) const {
  absl::ReaderMutexLock lock(&mutex_);
  std::vector<std::string> texts;
  for (uint32_t text : ToNumbers(lists_[number])) {
    texts.push_back(texts_[text]);
  }
  return texts;
}

std::vector<uint32_t> TextTable::NumbersOf(uint32_t number) const {
  absl::ReaderMutexLock lock(&mutex_);
  return ToNumbers(lists_[number]);
}

size_t TextTable::text_count() const {
  absl::ReaderMutexLock lock(&mutex_);
  return texts_.size();
}

size_t TextTable::list_count() const {
  absl::ReaderMutexLock lock(&mutex_);
  return lists_.size();
}

size_t TextTable::bytes() const {
  absl::ReaderMutexLock lock(&mutex_);
  const size_t slot = sizeof(absl::string_view) + sizeof(uint64_t) + 1;
  return (texts_.size() + lists_.size()) * sizeof(std::string) + long_bytes_ +
         (number_of_text_.capacity() + number_of_list_.capacity()) * slot;
}

}  // namespace sangam::matching
