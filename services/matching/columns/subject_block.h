// Some subjects that follow one another in the order of names.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_SUBJECT_BLOCK_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_SUBJECT_BLOCK_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "sangam/type/v1/profile.pb.h"
#include "services/matching/columns/name_list.h"
#include "services/matching/columns/row_set.h"
#include "services/matching/columns/text_table.h"

namespace sangam::matching {

// At least one subject, at most kMostRows. Immutable, so shared between views
// and threads.
class SubjectBlock {
 public:
  static constexpr uint32_t kMostRows = 2048;

  // One profile for each name.
  SubjectBlock(NameList names, RowSet rows);

  uint32_t size() const { return rows_.rows(); }
  const std::string& first_name() const { return first_name_; }
  const std::string& last_name() const { return last_name_; }
  // Walks up to 15 names; All() of names() is faster for many.
  std::string NameOf(uint32_t row) const { return names_.NameOf(row); }
  const NameList& names() const { return names_; }
  // The row of a subject; size() if it is not here.
  uint32_t RowOf(absl::string_view name) const;
  // The first row with a name greater than `name`.
  uint32_t FirstRowAfter(absl::string_view name) const;

  // UNSPECIFIED where it is not known.
  type::v1::SubjectKind KindOf(uint32_t row) const;
  // The place that its profile names; empty where it is not known.
  std::string PlaceOf(uint32_t row, const TextTable& texts) const;
  // The profile, as far as rules can read it.
  type::v1::Profile ProfileOf(uint32_t row, const TextTable& texts) const {
    return rows_.ProfileOf(row, texts);
  }
  const RowSet& rows() const { return rows_; }

  // What it takes in memory, itself included.
  size_t bytes() const;

 private:
  std::string first_name_;
  std::string last_name_;
  NameList names_;
  RowSet rows_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_SUBJECT_BLOCK_H_
