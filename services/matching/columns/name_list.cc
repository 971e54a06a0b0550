#include "services/matching/columns/name_list.h"

#include <algorithm>
#include <utility>

namespace sangam::matching {
namespace {

void AppendNumber(size_t number, std::string* to) {
  while (number >= 0x80) {
    to->push_back(static_cast<char>(number | 0x80));
    number >>= 7;
  }
  to->push_back(static_cast<char>(number));
}

bool ReadNumber(absl::string_view from, size_t* at, size_t* number) {
  *number = 0;
  for (int shift = 0; shift < 28 && *at < from.size(); shift += 7) {
    const auto byte = static_cast<unsigned char>(from[(*at)++]);
    *number |= size_t{byte & 0x7Fu} << shift;
    if (byte < 0x80) return true;
  }
  return false;
}

}  // namespace

NameList::NameList(const std::vector<std::string>& names)
    : size_(static_cast<uint32_t>(names.size())) {
  steps_.reserve((names.size() + kRowsAStep - 1) / kRowsAStep);
  for (size_t i = 0; i < names.size(); ++i) {
    size_t shared = 0;
    if (i % kRowsAStep == 0) {
      steps_.push_back(static_cast<uint32_t>(encoded_.size()));
    } else {
      const auto differs =
          std::mismatch(names[i].begin(), names[i].end(), names[i - 1].begin(),
                        names[i - 1].end());
      shared = static_cast<size_t>(differs.first - names[i].begin());
    }
    AppendNumber(shared, &encoded_);
    AppendNumber(names[i].size() - shared, &encoded_);
    encoded_.append(names[i], shared);
  }
  encoded_.shrink_to_fit();
}

bool NameList::ReadOn(size_t* at, std::string* name) const {
  size_t shared = 0;
  size_t follows = 0;
  if (!ReadNumber(encoded_, at, &shared) ||
      !ReadNumber(encoded_, at, &follows) || shared > name->size() ||
      follows > encoded_.size() - *at) {
    return false;
  }
  name->resize(shared);
  name->append(encoded_, *at, follows);
  *at += follows;
  return true;
}

std::string NameList::NameAtStep(uint32_t step) const {
  size_t at = steps_[step];
  std::string name;
  ReadOn(&at, &name);
  return name;
}

std::string NameList::NameOf(uint32_t row) const {
  size_t at = steps_[row / kRowsAStep];
  std::string name;
  for (uint32_t i = 0; i <= row % kRowsAStep; ++i) ReadOn(&at, &name);
  return name;
}

std::vector<std::string> NameList::All() const {
  std::vector<std::string> names;
  names.reserve(size_);
  size_t at = 0;
  std::string name;
  for (uint32_t row = 0; row < size_; ++row) {
    ReadOn(&at, &name);
    names.push_back(name);
  }
  return names;
}

uint32_t NameList::LowerBound(absl::string_view name) const {
  // The last step that begins below the name, if any does.
  uint32_t low = 0;
  auto high = static_cast<uint32_t>(steps_.size());
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (NameAtStep(middle) < name) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == 0) return 0;
  uint32_t row = (low - 1) * kRowsAStep;
  size_t at = steps_[low - 1];
  std::string read;
  const uint32_t end = std::min(size_, low * kRowsAStep);
  for (; row < end; ++row) {
    ReadOn(&at, &read);
    if (read >= name) break;
  }
  return row;
}

bool NameList::FromEncoded(uint32_t size, std::string encoded, NameList* list) {
  NameList made;
  made.encoded_ = std::move(encoded);
  size_t at = 0;
  std::string name;
  std::string before;
  for (uint32_t row = 0; row < size; ++row) {
    if (row % kRowsAStep == 0) {
      // A whole name: nothing of the one before is in it.
      if (at >= made.encoded_.size() || made.encoded_[at] != 0) return false;
      made.steps_.push_back(static_cast<uint32_t>(at));
    }
    if (!made.ReadOn(&at, &name)) return false;
    if (row > 0 && name <= before) return false;
    before = name;
  }
  if (at != made.encoded_.size()) return false;
  made.size_ = size;
  *list = std::move(made);
  return true;
}

size_t NameList::bytes() const {
  return encoded_.capacity() + steps_.capacity() * sizeof(uint32_t);
}

}  // namespace sangam::matching
