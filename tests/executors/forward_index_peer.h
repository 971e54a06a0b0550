// Indexes with a fault, to see that comparing executors finds it.
#ifndef SANGAM_TESTS_EXECUTORS_FORWARD_INDEX_PEER_H_
#define SANGAM_TESTS_EXECUTORS_FORWARD_INDEX_PEER_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "services/matching/index/forward_index.h"

namespace sangam::matching {

// Holds one index of its own and spoils that.
class ForwardIndexPeer {
 public:
  // An index by another lowering than NormalFormOf, or with other room.
  explicit ForwardIndexPeer(const CatalogSnapshot& catalog,
                            const PartMaking& making = {})
      : index_(ForwardIndex::Build(catalog, nullptr, making, {})) {}

  // Has checkpoints where a large catalogue has them, even if it is small.
  static PartMaking WithoutRoom() {
    PartMaking making;
    making.room = {0, 0, 4};
    return making;
  }

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
        new ForwardIndex(catalog, PartMaking(), growth));
    PositionChange change =
        ChangeOf(previous.catalog_, previous.positions_, catalog);
    index->TakeOver(previous, &change);
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
          std::move(versions), catalog.dictionary().all().size(), PartMaking(),
          nullptr);
    }
    index_ = std::move(index);
  }

  static std::shared_ptr<const ForwardIndex> Build(
      const CatalogSnapshot& catalog, const ForwardIndex* previous,
      Growth growth, const PartMaking& making) {
    return ForwardIndex::Build(catalog, previous, making, growth);
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
  std::vector<uint64_t> Row(size_t attribute, size_t row) const {
    const uint64_t* const words = (*Spoilable()[attribute])[row];
    return std::vector<uint64_t>(words, words + part().layout_.words());
  }
  void SetRow(size_t attribute, size_t row,
              const std::vector<uint64_t>& words) {
    std::copy(words.begin(), words.end(), (*Spoilable()[attribute])[row]);
  }
  // For each attribute with numbers, how many begin another row.
  std::vector<size_t> begins() const {
    std::vector<size_t> counts;
    for (const auto* begins : AllBegins()) counts.push_back(begins->size());
    return counts;
  }
  // Moves one of them by so much.
  void Shift(size_t attribute, size_t begin, int64_t by) {
    (*AllBegins()[attribute])[begin] += by;
  }

 private:
  std::vector<std::vector<int64_t>*> AllBegins() const {
    std::vector<std::vector<int64_t>*> all;
    for (const auto& attribute : part().attributes_) {
      auto* const begins = attribute->BeginsToSpoil();
      if (begins != nullptr && !begins->empty()) all.push_back(begins);
    }
    return all;
  }
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
