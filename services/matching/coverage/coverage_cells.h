// Counts by scheme, place, sector and value.
#ifndef SANGAM_SERVICES_MATCHING_COVERAGE_COVERAGE_CELLS_H_
#define SANGAM_SERVICES_MATCHING_COVERAGE_COVERAGE_CELLS_H_

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "common/rules/attribute_dictionary.h"
#include "common/rules/phrases.h"
#include "services/matching/coverage/narrow_counts.h"
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

// Adds up blocks of a scan about the schemes in order: see ScannedSchemes.
class CoverageCells {
 public:
  // Place, sector and value of a row; empty: not known, or no such break-down.
  using Key = std::tuple<std::string, std::string, std::string>;

  CoverageCells(std::vector<std::string> schemes, CoverageBreakdown breakdown);
  CoverageCells(const CoverageCells&) = delete;
  CoverageCells& operator=(const CoverageCells&) = delete;

  // Adds the block that the scan stands at; not so, and false, where that would
  // make more than `most` rows.
  bool Add(SubjectScan& scan, size_t most);

  // Calls `visit(scheme, key, counts)` with the next row, in the order of
  // scheme and key; false after the last one. The scheme is empty where all are
  // together. Rows without subjects do not occur. After the last Add.
  template <typename Visit>
  bool VisitNext(const Visit& visit) {
    if (next_key_ == cells_.end()) {
      if (cells_.empty() || next_scheme_ == RowsOfCounts()) return false;
      next_key_ = cells_.begin();
    }
    visit(all_together() ? std::string() : schemes_[next_scheme_],
          next_key_->first, CountsOf(next_key_->second, next_scheme_));
    if (++next_key_ == cells_.end()) ++next_scheme_;
    return true;
  }

 private:
  // Words by their place in words_.
  using Numbers = std::vector<uint32_t>;
  using WordNumbers = std::tuple<uint32_t, uint32_t, uint32_t>;
  // The rows of one key, which of villages are few of a block's many: the words
  // that have any.
  class SparseRows {
   public:
    // The last one again, or one after it.
    void Set(uint32_t row);
    // How many of them are in `plane`.
    int64_t CountIn(const RowBits& plane) const;

   private:
    std::vector<std::pair<size_t, uint64_t>> words_;
  };
  // The rows of a block that count under the same words of a key.
  struct Part {
    WordNumbers words;
    SparseRows rows;
  };
  // The counts of one key. There may be a million in an answer that takes
  // minutes to read, and hardly a village has more than 255 subjects.
  struct Cell {
    explicit Cell(size_t rows) : counts(rows * kCounts) {}
    int64_t subjects = 0;
    // Those of the first row, then of the next.
    NarrowCounts counts;
  };
  enum Count : size_t {
    kEligible,
    kReceived,
    kLeftOut,
    kNeedsInformation,
    kNearMiss,
    kCounts
  };
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
  static CellCounts CountsOf(const Cell& cell, size_t row);
  std::vector<Part> SplitRows(SubjectScan& scan);
  uint32_t NumberOf(const std::string& word);
  // For each row the place that it counts under; none if not by place.
  std::vector<uint32_t> PlacesByRow(const SubjectScan& scan);
  // The place of the kind asked for that a place lies in; empty: not known.
  uint32_t AncestorOf(const std::string& place, const PlaceDirectory& places);
  // For each row the words that it counts under, which lie in `by_group`.
  std::vector<const Numbers*> WordsByRow(SubjectScan& scan,
                                         const AttributeInfo& attribute,
                                         std::vector<Numbers>* by_group);
  Planes PlanesOf(const SubjectScan& scan, size_t scheme) const;
  // Left out is who received none of all.
  static Planes Together(const SubjectScan& scan);

  const std::vector<std::string> schemes_;
  const CoverageBreakdown breakdown_;
  const rules::Phrases phrases_;
  std::map<Key, Cell> cells_;
  // Keys are long texts, and there is a row of counts for each of a million, so
  // rows are told apart by numbers: each word that occurs has one.
  std::vector<std::string> words_;
  absl::flat_hash_map<std::string, uint32_t> number_of_word_;
  absl::flat_hash_map<WordNumbers, Cell*> cell_of_words_;
  // By the number of a place's name among the texts of the columns.
  absl::flat_hash_map<int64_t, uint32_t> ancestor_of_text_;
  // The row to visit next; at the end, the first one of the next scheme.
  size_t next_scheme_ = 0;
  std::map<Key, Cell>::const_iterator next_key_ = cells_.end();
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COVERAGE_COVERAGE_CELLS_H_
