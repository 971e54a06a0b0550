#include "services/matching/columns/block_merge.h"

#include <algorithm>
#include <utility>

namespace sangam::matching {
namespace {

constexpr size_t kMostRows = SubjectBlock::kMostRows;
// Below this a block is joined to its neighbour when one of them changes.
constexpr size_t kSmall = kMostRows / 2;
constexpr size_t kVerySmall = kMostRows / 4;

// Walks over the rows of sorted blocks.
class Cursor {
 public:
  explicit Cursor(const SubjectBlocks& blocks) : blocks_(blocks) { Open(); }

  bool done() const { return at_ == blocks_.size(); }
  const std::shared_ptr<const SubjectBlock>& block() const {
    return blocks_[at_];
  }
  // The block after this one, or null.
  const SubjectBlock* next() const {
    return at_ + 1 < blocks_.size() ? blocks_[at_ + 1].get() : nullptr;
  }
  bool AtStart() const { return row_ == 0; }
  // Names of a block are only read once its rows are gone through.
  const std::string& name() {
    if (row_ == 0) return block()->first_name();
    if (names_.empty()) names_ = block()->names().All();
    return names_[row_];
  }
  RowSet::Pick pick() const { return {&block()->rows(), row_}; }

  void NextRow() {
    if (++row_ == block()->size()) NextBlock();
  }
  void NextBlock() {
    ++at_;
    Open();
  }

 private:
  void Open() {
    row_ = 0;
    names_.clear();
  }

  const SubjectBlocks& blocks_;
  size_t at_ = 0;
  uint32_t row_ = 0;
  std::vector<std::string> names_;
};

// Cuts rows into blocks.
class BlockWriter {
 public:
  // Whether a whole block may follow: what waits is a block of its own.
  bool MayBreak() const {
    return names_.empty() || names_.size() >= kVerySmall;
  }

  void Add(std::string name, RowSet::Pick pick) {
    names_.push_back(std::move(name));
    picks_.push_back(pick);
    if (names_.size() == kMostRows + kSmall) Cut(kMostRows);
  }

  void AddWhole(std::shared_ptr<const SubjectBlock> block) {
    Break();
    blocks_.push_back(std::move(block));
  }

  SubjectBlocks Take() {
    Break();
    return std::move(blocks_);
  }

 private:
  void Break() {
    if (names_.size() > kMostRows) Cut(names_.size() / 2);
    if (!names_.empty()) Cut(names_.size());
  }

  void Cut(size_t rows) {
    const auto end = static_cast<std::ptrdiff_t>(rows);
    blocks_.push_back(std::make_shared<const SubjectBlock>(
        NameList({names_.begin(), names_.begin() + end}),
        RowSet::Gather({picks_.begin(), picks_.begin() + end})));
    names_.erase(names_.begin(), names_.begin() + end);
    picks_.erase(picks_.begin(), picks_.begin() + end);
  }

  SubjectBlocks blocks_;
  std::vector<std::string> names_;
  std::vector<RowSet::Pick> picks_;
};

bool AnyWithin(const std::vector<std::string>& sorted,
               const SubjectBlock& block) {
  const auto found =
      std::lower_bound(sorted.begin(), sorted.end(), block.first_name());
  return found != sorted.end() && *found <= block.last_name();
}

}  // namespace

SubjectBlocks MergeBlocks(const SubjectBlocks& blocks,
                          const SubjectBlocks& newer,
                          const std::vector<std::string>& deleted) {
  Cursor old(blocks);
  Cursor added(newer);
  BlockWriter writer;
  while (!old.done() || !added.done()) {
    if (!old.done() && old.AtStart() && writer.MayBreak() &&
        (added.done() || old.block()->last_name() < added.name()) &&
        !AnyWithin(deleted, *old.block())) {
      // A small one that the next addition follows takes it in.
      const bool joined =
          old.block()->size() < kSmall && !added.done() &&
          (old.next() == nullptr || added.name() < old.next()->first_name());
      if (!joined) {
        writer.AddWhole(old.block());
        old.NextBlock();
        continue;
      }
    }
    if (!added.done() && added.AtStart() && writer.MayBreak() &&
        added.block()->size() >= kSmall &&
        (old.done() || added.block()->last_name() < old.name())) {
      writer.AddWhole(added.block());
      added.NextBlock();
      continue;
    }
    if (old.done() || (!added.done() && added.name() <= old.name())) {
      if (!old.done() && added.name() == old.name()) old.NextRow();
      writer.Add(added.name(), added.pick());
      added.NextRow();
      continue;
    }
    if (!std::binary_search(deleted.begin(), deleted.end(), old.name())) {
      writer.Add(old.name(), old.pick());
    }
    old.NextRow();
  }
  return writer.Take();
}

}  // namespace sangam::matching
