// All schemes of a catalogue in the order of their names.
#ifndef SANGAM_SERVICES_MATCHING_CATALOG_SCHEME_LIST_H_
#define SANGAM_SERVICES_MATCHING_CATALOG_SCHEME_LIST_H_

#include <cstddef>
#include <memory>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/matching/catalog/compiled_scheme.h"

namespace sangam::matching {

// Handles by number. Immutable once built: safe to share between threads; must
// not be copied, so that what it gives stays where it is.
//
// Lists that were made of one another share runs of handles: a list of which
// little changed is built without a touch of the counts of all its schemes,
// which lie all over the memory.
class SchemeList {
 public:
  class Builder;
  class Iterator;

  SchemeList() = default;
  SchemeList(SchemeList&&) = default;
  SchemeList& operator=(SchemeList&&) = default;

  size_t size() const { return schemes_.size(); }
  bool empty() const { return schemes_.empty(); }
  const CompiledScheme& operator[](size_t number) const {
    return *schemes_[number];
  }
  // The number of the first scheme whose name is not less than this one;
  // size() if there is none.
  size_t FirstFrom(absl::string_view name) const;
  Iterator begin() const;
  Iterator end() const;

 private:
  using Run = std::vector<CompiledScheme>;

  // By number; each is in one of the runs, which come in the same order.
  std::vector<const CompiledScheme*> schemes_;
  std::vector<std::shared_ptr<const Run>> runs_;
};

class SchemeList::Iterator {
 public:
  explicit Iterator(const CompiledScheme* const* at) : at_(at) {}

  const CompiledScheme& operator*() const { return **at_; }
  Iterator& operator++() {
    ++at_;
    return *this;
  }
  friend bool operator==(const Iterator&, const Iterator&) = default;

 private:
  const CompiledScheme* const* at_;
};

inline SchemeList::Iterator SchemeList::begin() const {
  return Iterator(schemes_.data());
}
inline SchemeList::Iterator SchemeList::end() const {
  return Iterator(schemes_.data() + schemes_.size());
}

// Puts a list together from its first scheme to its last, and shares with the
// list before what is whole there and here. For one thread.
class SchemeList::Builder {
 public:
  // The lengths of runs: only the last may be shorter.
  static constexpr size_t kShortest = 128;
  static constexpr size_t kLongest = 2 * kShortest;

  // `previous` must outlive it. There will be about so many schemes.
  Builder(const SchemeList& previous, size_t schemes);

  // Next comes the scheme with this number in the list before. Numbers rise.
  void Keep(size_t number);
  // Next comes another one.
  void Add(CompiledScheme scheme);
  SchemeList Build() &&;

 private:
  const Run& run() const { return *previous_.runs_[run_]; }
  // Those of run() that wait to be shared with it won't be.
  void CopyKept();
  // All of run() is kept.
  void EndRun();
  void CloseOwn();
  void Append(std::shared_ptr<const Run> run);

  const SchemeList& previous_;
  // The run of `previous` that was come to, and the number where it begins; so
  // many of its first schemes come next, if not all of it is kept.
  size_t run_ = 0;
  size_t begin_ = 0;
  size_t kept_ = 0;
  // The schemes before those, as far as they are in no run yet.
  Run own_;
  SchemeList list_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CATALOG_SCHEME_LIST_H_
