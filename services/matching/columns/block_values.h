// Attributes of a block's subjects, as rules read them on a day.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_BLOCK_VALUES_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_BLOCK_VALUES_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "common/rules/attribute_dictionary.h"
#include "common/rules/subject_view.h"
#include "services/matching/columns/bit_plane.h"
#include "services/matching/columns/column_key.h"
#include "services/matching/columns/reverse_evaluator.h"

namespace sangam::matching {

// A number for each row that has one; what it stands for is told by the
// attribute's ColumnKind. Other rows hold anything.
struct RowNumbers {
  BitPlane present;
  int64_t values[SubjectBlock::kMostRows] = {};
};

// Reads one block after another. For one thread.
class BlockValues {
 public:
  // All of it outlives this.
  BlockValues(const ColumnsView& view, const AttributeDictionary& dictionary,
              const ReverseBasis& basis);

  void Open(const SubjectBlock& block);
  const SubjectBlock& block() const { return *block_; }
  uint32_t size() const { return block_->size(); }
  // The rows that there are.
  const BitPlane& all() const { return all_; }

  const TextTable& texts() const { return view_.texts(); }
  const ColumnsView& view() const { return view_; }
  const AttributeDictionary& dictionary() const { return dictionary_; }
  const ReverseBasis& basis() const { return basis_; }
  // Whether the answer is no longer wanted. For loops over rows: it asks the
  // basis every so many times only.
  bool Cancelled();
  // The same, for what may take milliseconds a row: it asks each time.
  bool CancelledNow();

  // What an attribute's numbers stand for. Not for children, and not for
  // attributes that the dictionary derives: these only views have.
  static ColumnKind KindOf(const AttributeInfo& info);
  // An empty place counts as not given. So does an enum's number without a
  // name, which is left to the caller: see ValueOf.
  void Load(const AttributeInfo& info, RowNumbers* numbers);
  // The column that alone holds an attribute's numbers in this block, each row
  // at its place; null if only Load can tell.
  const PackedColumn* PlainColumnOf(const AttributeInfo& info) const;
  // The rows where such a column has a number.
  BitPlane PresenceOf(const PackedColumn& column) const;
  // A yes-or-no attribute: where it is given, and where it is yes.
  void LoadTruth(const AttributeInfo& info, BitPlane* present, BitPlane* yes);
  // The column itself; where the block has none, no row has a value.
  void LoadColumn(uint64_t key, RowNumbers* numbers) const;
  // The columns that Load() reads; not all of them need exist.
  std::vector<uint64_t> ColumnsOf(const AttributeInfo& info) const;

  // Completed months from a day to the date of the basis, which is not before
  // it.
  int64_t MonthsSince(int64_t day);

  // A subject as the reference evaluator sees it. Valid until the next ViewOf,
  // Open or ForgetViews.
  const SubjectView& ViewOf(uint32_t row);
  // Gives back what the views take: of a block, some MiB.
  void ForgetViews();
  // The place chain of a place that a profile names.
  PlaceChain ChainOf(absl::string_view place) const;
  // The value that a number of this attribute stands for; nothing for an enum's
  // number without a name.
  rules::Value ValueOf(const AttributeInfo& info, int64_t number) const;

 private:
  // A value that a department records: the name's column of the right type, and
  // all of its columns.
  struct NamedColumns {
    uint64_t value = 0;
    std::vector<uint64_t> any;
  };

  const std::vector<NamedColumns>& NamedColumnsOf(const AttributeInfo& info);
  static std::vector<NamedColumns> FindNamedColumns(const AttributeInfo& info,
                                                    const TextTable& texts);
  void LoadNamed(const AttributeInfo& info, RowNumbers* numbers);
  void LoadAge(const AttributeInfo& info, RowNumbers* numbers);
  void LoadShare(const AttributeInfo& info, RowNumbers* numbers);

  // A block's, where nobody has others under them.
  static constexpr size_t kMostViews = SubjectBlock::kMostRows;

  const ColumnsView& view_;
  const AttributeDictionary& dictionary_;
  const ReverseBasis& basis_;
  const int64_t as_of_;
  uint32_t times_asked_ = 0;
  bool cancelled_ = false;
  const SubjectBlock* block_ = nullptr;
  BitPlane all_;
  absl::flat_hash_map<int, std::vector<NamedColumns>> named_columns_;
  // By how many days ago; -1 where it is not worked out yet.
  std::vector<int32_t> months_since_;
  // Of rows that were asked for. A federation's view has those of all under it,
  // so only up to kMostViews are kept, and beyond these the last row's.
  std::vector<std::unique_ptr<SubjectView>> views_;
  std::unique_ptr<SubjectView> last_view_;
  size_t kept_views_ = 0;
  std::unique_ptr<RowNumbers> scratch_[4];
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_BLOCK_VALUES_H_
