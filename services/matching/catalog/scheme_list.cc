#include "services/matching/catalog/scheme_list.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace sangam::matching {

size_t SchemeList::FirstFrom(absl::string_view name) const {
  const auto found = std::lower_bound(
      schemes_.begin(), schemes_.end(), name,
      [](const CompiledScheme* scheme, absl::string_view wanted) {
        return scheme->scheme.name() < wanted;
      });
  return static_cast<size_t>(found - schemes_.begin());
}

SchemeList::Builder::Builder(const SchemeList& previous, size_t schemes)
    : previous_(previous) {
  list_.schemes_.reserve(schemes);
}

void SchemeList::Builder::Keep(size_t number) {
  if (number != begin_ + kept_) CopyKept();
  while (number >= begin_ + run().size())
    begin_ += previous_.runs_[run_++]->size();
  if (number != begin_ + kept_) {
    own_.push_back(previous_[number]);
  } else if (++kept_ == run().size()) {
    EndRun();
  }
}

void SchemeList::Builder::Add(CompiledScheme scheme) {
  CopyKept();
  own_.push_back(std::move(scheme));
}

SchemeList SchemeList::Builder::Build() && {
  CopyKept();
  CloseOwn();
  return std::move(list_);
}

void SchemeList::Builder::CopyKept() {
  if (kept_ == 0) return;
  for (size_t i = 0; i < kept_; ++i) own_.push_back(run()[i]);
  kept_ = 0;
}

// Short runs are put together, or there would be more of them with each change.
void SchemeList::Builder::EndRun() {
  const bool own_is_short = !own_.empty() && own_.size() < kShortest;
  if (own_is_short || run().size() < kShortest) {
    CopyKept();
  } else {
    CloseOwn();
    Append(previous_.runs_[run_]);
    kept_ = 0;
  }
  begin_ += previous_.runs_[run_++]->size();
}

// In pieces of one length, so that each is long enough.
void SchemeList::Builder::CloseOwn() {
  const size_t pieces = (own_.size() + kLongest - 1) / kLongest;
  auto from = std::make_move_iterator(own_.begin());
  for (size_t i = 1; i <= pieces; ++i) {
    const auto to = std::make_move_iterator(
        own_.begin() + static_cast<ptrdiff_t>(own_.size() * i / pieces));
    Append(std::make_shared<const Run>(from, to));
    from = to;
  }
  own_.clear();
}

void SchemeList::Builder::Append(std::shared_ptr<const Run> run) {
  for (const CompiledScheme& scheme : *run) list_.schemes_.push_back(&scheme);
  list_.runs_.push_back(std::move(run));
}

}  // namespace sangam::matching
