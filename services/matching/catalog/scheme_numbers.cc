#include "services/matching/catalog/scheme_numbers.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace sangam::matching {

SchemeNumbers::SchemeNumbers(const SchemeList& list,
                             const std::vector<uint32_t>& before,
                             const SchemeNumbers& previous)
    : shared_(previous.shared_), own_(previous.own_) {
  auto tags = static_cast<uint32_t>(previous.numbers_.size());
  tags_.reserve(list.size());
  for (size_t number = 0; number < list.size(); ++number) {
    if (before[number] != kNew) {
      tags_.push_back(previous.tags_[before[number]]);
      continue;
    }
    // It may have been there once.
    const std::string& name = list[number].scheme.name();
    uint32_t tag = TagOf(name);
    if (tag == kNone) own_.emplace(name, tag = tags++);
    tags_.push_back(tag);
  }
  if (own_.size() > std::max(kMostOwn, list.size() / kShareOfOwn)) {
    TagAll(list);
    return;
  }
  numbers_.assign(tags, kNone);
  for (uint32_t number = 0; number < tags_.size(); ++number) {
    numbers_[tags_[number]] = number;
  }
}

void SchemeNumbers::TagAll(const SchemeList& list) {
  own_ = {};
  tags_.resize(list.size());
  std::iota(tags_.begin(), tags_.end(), 0);
  numbers_ = tags_;
  Tags all;
  all.reserve(list.size());
  for (uint32_t number = 0; number < list.size(); ++number) {
    all.emplace(list[number].scheme.name(), number);
  }
  shared_ = std::make_shared<const Tags>(std::move(all));
}

uint32_t SchemeNumbers::TagOf(absl::string_view name) const {
  const auto own = own_.find(name);
  if (own != own_.end()) return own->second;
  const auto found = shared_->find(name);
  return found == shared_->end() ? kNone : found->second;
}

absl::optional<size_t> SchemeNumbers::Find(absl::string_view name) const {
  const uint32_t tag = TagOf(name);
  if (tag == kNone || numbers_[tag] == kNone) return absl::nullopt;
  return numbers_[tag];
}

}  // namespace sangam::matching
