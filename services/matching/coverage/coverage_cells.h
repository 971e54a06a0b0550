// Counts by scheme, place, sector and value.
#ifndef SANGAM_SERVICES_MATCHING_COVERAGE_COVERAGE_CELLS_H_
#define SANGAM_SERVICES_MATCHING_COVERAGE_COVERAGE_CELLS_H_

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "common/rules/attribute_dictionary.h"
#include "common/rules/phrases.h"
#include "services/matching/coverage/small_counts.h"
#include "services/matching/coverage/subject_scan.h"

namespace sangam::matching {

// What rows stand for.
struct CoverageBreakdown {
  // UNSPECIFIED: not by place.
  type::v1::PlaceKind place_kind = type::v1::PLACE_KIND_UNSPECIFIED;
  // Null: not by sector.
  const AttributeInfo* sector = nullptr;
  // Null: not by an attribute.
  const AttributeInfo* attribute = nullptr;
  // One row for all schemes instead of one for each.
  bool all_together = false;
};

// Adds up blocks. The scan's versions are the schemes in order and then, in the
// same order, who received each of them.
class CoverageCells {
 public:
  // Place, sector and value of a row; empty: not known, or no such break-down.
  using Key = std::tuple<std::string, std::string, std::string>;

  CoverageCells(std::vector<std::string> schemes, CoverageBreakdown breakdown);

  // Adds the block that the scan stands at.
  void Add(SubjectScan& scan);

  // Calls `visit(scheme, key, counts)` in the order of scheme and key; the
  // scheme is empty where all are together. Rows without subjects do not occur.
  template <typename Visit>
  void ForEach(const Visit& visit) const {
    for (size_t s = 0; s < RowsOfCounts(); ++s) {
      const std::string scheme = all_together() ? "" : schemes_[s];
      for (const auto& [key, counts] : cells_) visit(scheme, key, counts[s]);
    }
  }

  // So many rows there are.
  size_t size() const { return cells_.size() * RowsOfCounts(); }

 private:
  using RowsByKey = std::map<Key, RowBits>;
  // The rows of a block that are what.
  struct Planes {
    RowBits eligible = {};
    RowBits needs_information = {};
    RowBits near_miss = {};
    RowBits received = {};
    RowBits left_out = {};
  };

  bool all_together() const { return breakdown_.all_together; }
  size_t RowsOfCounts() const { return all_together() ? 1 : schemes_.size(); }
  RowsByKey SplitRows(SubjectScan& scan);
  // The place of the kind asked for that a place lies in; empty: not known.
  const std::string& AncestorOf(const std::string& place,
                                const PlaceDirectory& places);
  Planes PlanesOf(const SubjectScan& scan, size_t scheme) const;
  // The best verdict that any scheme gives; received any; left out who received
  // none of all.
  Planes Together(const SubjectScan& scan) const;

  const std::vector<std::string> schemes_;
  const CoverageBreakdown breakdown_;
  const rules::Phrases phrases_;
  std::map<Key, std::vector<CellCounts>> cells_;
  absl::flat_hash_map<std::string, std::string> ancestors_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COVERAGE_COVERAGE_CELLS_H_
