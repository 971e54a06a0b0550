// Indexes with a fault, to see that comparing executors finds it.
#ifndef SANGAM_TESTS_EXECUTORS_FORWARD_INDEX_PEER_H_
#define SANGAM_TESTS_EXECUTORS_FORWARD_INDEX_PEER_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "services/matching/index/forward_index.h"

namespace sangam::matching {

// Holds one index of its own and spoils that.
class ForwardIndexPeer {
 public:
  using LoweringFunction = IndexPart::LoweringFunction;

  // An index by another lowering than NormalFormOf.
  explicit ForwardIndexPeer(const CatalogSnapshot& catalog,
                            LoweringFunction lower = &NormalFormOf)
      : index_(ForwardIndex::Build(catalog, nullptr, lower, {})) {}

  using Growth = ForwardIndex::Growth;

  // What can go wrong where an index is made of the one before.
  enum class ChangeFault {
    kNone,
    // What is gone still counts as in force.
    kGoneIsInForce,
    // What is new never does.
    kNewIsNotInForce,
    // The last part is the one of before.
    kLastPartIsKept,
    // The last part has the versions in another order than it is said.
    kLastPartIsShifted
  };

  // An index made of `previous` as Build() does, but for the fault.
  ForwardIndexPeer(const CatalogSnapshot& catalog, const ForwardIndex& previous,
                   ChangeFault fault, Growth growth = {}) {
    auto index = std::shared_ptr<ForwardIndex>(
        new ForwardIndex(catalog, &NormalFormOf, growth));
    PositionChange change =
        ChangeOf(previous.catalog_, previous.positions_, catalog);
    index->TakeOver(previous, change);
    if (fault == ChangeFault::kGoneIsInForce) change.emptied.clear();
    if (fault == ChangeFault::kNewIsNotInForce) change.added.clear();
    index->days_.Prepare(previous.days_, &change);
    ForwardIndex::Part& last = index->parts_.back();
    if (fault == ChangeFault::kLastPartIsKept) {
      last.index = previous.parts_.back().index;
    } else if (fault == ChangeFault::kLastPartIsShifted) {
      IndexPart::Versions versions = index->VersionsFrom(last.begin);
      std::rotate(versions.begin(), versions.begin() + 1, versions.end());
      last.index = std::make_shared<const IndexPart>(
          std::move(versions), catalog.dictionary().all().size(), &NormalFormOf,
          nullptr);
    }
    index_ = std::move(index);
  }

  static std::shared_ptr<const ForwardIndex> Build(
      const CatalogSnapshot& catalog, const ForwardIndex* previous,
      Growth growth) {
    return ForwardIndex::Build(catalog, previous, &NormalFormOf, growth);
  }

  const ForwardIndex& index() const { return *index_; }

  // How many attributes have rows that can be spoilt.
  size_t size() const { return Spoilable().size(); }
  size_t rows(size_t attribute) const { return Spoilable()[attribute]->size(); }
  size_t bits() const { return part().layout_.words() * 64; }

  // Flips one bit of one row; again, and it is as before.
  void Flip(size_t attribute, size_t row, uint32_t bit) {
    FlipBit((*Spoilable()[attribute])[row], bit);
  }
  // Has a row say that nothing fails; false if it says so already.
  bool Drop(size_t attribute, size_t row) {
    uint64_t* const words = (*Spoilable()[attribute])[row];
    const size_t count = part().layout_.words();
    const bool had_bits =
        std::any_of(words, words + count, [](uint64_t w) { return w != 0; });
    std::fill_n(words, count, 0);
    return had_bits;
  }

 private:
  const IndexPart& part() const { return *index_->parts_.front().index; }
  std::vector<BitRows*> Spoilable() const {
    std::vector<BitRows*> all;
    for (const auto& attribute : part().attributes_) {
      BitRows* const rows = attribute->RowsToSpoil();
      if (rows != nullptr && !rows->empty()) all.push_back(rows);
    }
    return all;
  }

  std::shared_ptr<const ForwardIndex> index_;
};

}  // namespace sangam::matching

#endif  // SANGAM_TESTS_EXECUTORS_FORWARD_INDEX_PEER_H_
