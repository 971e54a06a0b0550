// Columns while they are filled.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_COLUMN_DRAFTS_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_COLUMN_DRAFTS_H_

#include <cstdint>
#include <vector>

#include "absl/container/btree_map.h"
#include "google/type/date.pb.h"
#include "sangam/type/v1/profile.pb.h"
#include "services/matching/columns/packed_column.h"
#include "services/matching/columns/text_table.h"

namespace sangam::matching {

// Takes profiles apart, row by row in their order. Not thread-safe.
class ColumnDrafts {
 public:
  // Texts are added to `texts`, which outlives the drafts.
  explicit ColumnDrafts(TextTable* texts) : texts_(texts) {}

  // All of a profile but what is in its receipts and children; of these how
  // many.
  void AddProfile(uint32_t row, const type::v1::Profile& profile);
  // Only its fields and departments' values.
  void AddFields(uint32_t row, const type::v1::Profile& profile);

  void Add(uint64_t key, uint32_t row, int64_t value);
  // Nothing if it is not a day of the calendar. Whether it was.
  bool AddDate(uint64_t key, uint32_t row, const google::type::Date& date);

  // In the order of their keys.
  std::vector<PackedColumn> Pack(uint32_t rows) const;

 private:
  void AddExtra(uint32_t row, const std::string& name,
                const type::v1::AttributeValue& value);
  int64_t NumberOf(const type::v1::StringList& list);

  TextTable* const texts_;
  absl::btree_map<uint64_t, std::vector<RowValue>> values_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_COLUMN_DRAFTS_H_
