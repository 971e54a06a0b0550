// Profiles of many subjects, column by column.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_ROW_SET_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_ROW_SET_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "google/protobuf/repeated_field.h"
#include "sangam/type/v1/profile.pb.h"
#include "services/matching/columns/packed_column.h"
#include "services/matching/columns/text_table.h"

namespace sangam::matching {

// All that rules can read of a number of profiles. Immutable.
class RowSet {
 public:
  // One row of another set.
  struct Pick {
    const RowSet* from = nullptr;
    uint32_t row = 0;
  };

  RowSet() = default;

  // Adds the texts of the profiles to `texts`.
  static RowSet Encode(const std::vector<const type::v1::Profile*>& profiles,
                       TextTable* texts);
  // These rows in this order. All sets have the same table of texts.
  static RowSet Gather(const std::vector<Pick>& picks);

  uint32_t rows() const { return rows_; }
  // Null if no row has a value.
  const PackedColumn* Find(uint64_t key) const;
  // In the order of their keys.
  const std::vector<PackedColumn>& columns() const { return columns_; }
  // The children of all rows in their order, or null if there are none; row r
  // has as many as the column kChildCount says.
  const RowSet* children() const { return children_.get(); }

  // Where the children of each row begin, and where the last one's end.
  std::vector<uint32_t> ChildStarts() const;
  // The same for receipts, within the columns kReceiptScheme, ...
  std::vector<uint32_t> ReceiptStarts() const;

  // Receipts lie in columns of their own length, in the order of the rows.
  const PackedColumn* FindReceipts(uint64_t key) const;
  const std::vector<PackedColumn>& receipts() const { return receipts_; }

  // The profile of a row, as far as rules can read it.
  type::v1::Profile ProfileOf(uint32_t row, const TextTable& texts) const;

  // For the snapshot on disk. False if the parts do not fit one another.
  static bool FromParts(uint32_t rows, std::vector<PackedColumn> columns,
                        std::vector<PackedColumn> receipts,
                        std::shared_ptr<const RowSet> children, RowSet* set);

  // What it takes in memory beside the object itself.
  size_t bytes() const;

 private:
  std::vector<uint32_t> Starts(uint64_t count_key) const;
  void AddReceipts(const std::vector<const type::v1::Profile*>& profiles,
                   TextTable* texts);
  void AddChildren(const std::vector<const type::v1::Profile*>& profiles,
                   TextTable* texts);
  void GatherReceipts(const std::vector<Pick>& picks);
  void GatherChildren(const std::vector<Pick>& picks);
  void ReadReceipts(uint32_t row, const TextTable& texts,
                    type::v1::Profile* profile) const;

  uint32_t rows_ = 0;
  std::vector<PackedColumn> columns_;
  std::vector<PackedColumn> receipts_;
  std::shared_ptr<const RowSet> children_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_ROW_SET_H_
