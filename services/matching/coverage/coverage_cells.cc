#include "services/matching/coverage/coverage_cells.h"

#include <algorithm>
#include <utility>

namespace sangam::matching {
namespace {

using Words = std::vector<std::string>;

// The words that a value counts under: each element of a list, else itself;
// one empty word where it is not known.
Words WordsOf(const rules::Value& value, const AttributeInfo& attribute,
              const rules::Phrases& phrases) {
  if (const auto* list = absl::get_if<std::vector<std::string>>(&value)) {
    return list->empty() ? Words{""} : *list;
  }
  return {rules::IsKnown(value) ? phrases.ValueOf(value, attribute) : ""};
}

// For each row the words that it counts under.
std::vector<Words> WordsByRow(SubjectScan& scan, const AttributeInfo& attribute,
                              const rules::Phrases& phrases) {
  const RowGroups groups = scan.GroupBy(attribute);
  std::vector<Words> by_group;
  for (const rules::Value& value : groups.values) {
    by_group.push_back(WordsOf(value, attribute, phrases));
  }
  std::vector<Words> by_row;
  for (const uint16_t group : groups.group_of_row) {
    by_row.push_back(group == RowGroups::kUnknown ? Words{""}
                                                  : by_group[group]);
  }
  return by_row;
}

void SetRow(uint32_t row, RowBits* rows) {
  (*rows)[row / 64] |= uint64_t{1} << (row % 64);
}

// The rows of one key, which of villages are few of a block's many: the words
// that have any.
class SparseRows {
 public:
  explicit SparseRows(const RowBits& rows) {
    for (size_t word = 0; word < rows.size(); ++word) {
      if (rows[word] == 0) continue;
      words_.emplace_back(word, rows[word]);
      count_ += __builtin_popcountll(rows[word]);
    }
  }

  int64_t count() const { return count_; }
  // How many of them are in `plane`.
  int64_t CountIn(const RowBits& plane) const {
    int64_t count = 0;
    for (const auto& [word, bits] : words_) {
      count += __builtin_popcountll(plane[word] & bits);
    }
    return count;
  }

 private:
  std::vector<std::pair<size_t, uint64_t>> words_;
  int64_t count_ = 0;
};

}  // namespace

CoverageCells::CoverageCells(std::vector<std::string> schemes,
                             CoverageBreakdown breakdown)
    : schemes_(std::move(schemes)), breakdown_(breakdown), phrases_("en") {}

bool CoverageCells::Add(SubjectScan& scan, size_t most) {
  const RowsByKey split = SplitRows(scan);
  const auto added = std::count_if(
      split.begin(), split.end(),
      [&](const auto& entry) { return !cells_.contains(entry.first); });
  if ((cells_.size() + added) * RowsOfCounts() > most) return false;
  std::vector<std::pair<SparseRows, NarrowCounts*>> parts;
  parts.reserve(split.size());
  for (const auto& [key, bits] : split) {
    Cell& cell = cells_.try_emplace(key, RowsOfCounts()).first->second;
    const SparseRows rows(bits);
    cell.subjects += rows.count();
    parts.emplace_back(rows, &cell.counts);
  }
  for (size_t i = 0; i < RowsOfCounts(); ++i) {
    if (scan.basis().cancelled()) return true;
    const Planes planes = all_together() ? Together(scan) : PlanesOf(scan, i);
    const size_t at = i * kCounts;
    for (const auto& [rows, counts] : parts) {
      counts->Add(at + kEligible, rows.CountIn(planes.eligible));
      counts->Add(at + kReceived, rows.CountIn(planes.received));
      counts->Add(at + kLeftOut, rows.CountIn(planes.left_out));
      counts->Add(at + kNeedsInformation,
                  rows.CountIn(planes.needs_information));
      counts->Add(at + kNearMiss, rows.CountIn(planes.near_miss));
    }
  }
  return true;
}

CellCounts CoverageCells::CountsOf(const Cell& cell, size_t row) {
  const auto count = [&cell, row](Count which) {
    return cell.counts.at(row * kCounts + which);
  };
  CellCounts counts;
  counts.subjects = cell.subjects;
  counts.eligible = count(kEligible);
  counts.received = count(kReceived);
  counts.left_out = count(kLeftOut);
  counts.needs_information = count(kNeedsInformation);
  counts.near_miss = count(kNearMiss);
  return counts;
}

CoverageCells::RowsByKey CoverageCells::SplitRows(SubjectScan& scan) {
  RowsByKey split;
  const bool by_place =
      breakdown_.place_kind != type::v1::PLACE_KIND_UNSPECIFIED;
  if (!by_place && breakdown_.sector == nullptr &&
      breakdown_.attribute == nullptr) {
    if (CountRows(scan.asked().data(), scan.asked()) > 0) {
      split[Key()] = scan.asked();
    }
    return split;
  }
  std::vector<Words> sectors;
  if (breakdown_.sector != nullptr) {
    sectors = WordsByRow(scan, *breakdown_.sector, phrases_);
  }
  std::vector<Words> values;
  if (breakdown_.attribute != nullptr) {
    values = WordsByRow(scan, *breakdown_.attribute, phrases_);
  }
  const Words nothing = {""};
  const TextTable& texts = scan.basis().subjects.columns->texts();
  ForEachRow(scan.asked(), [&](uint32_t row) {
    const std::string place = by_place
                                  ? AncestorOf(scan.block().PlaceOf(row, texts),
                                               *scan.basis().subjects.places)
                                  : "";
    for (const std::string& sector : sectors.empty() ? nothing : sectors[row]) {
      for (const std::string& value : values.empty() ? nothing : values[row]) {
        SetRow(row, &split[Key(place, sector, value)]);
      }
    }
  });
  return split;
}

const std::string& CoverageCells::AncestorOf(const std::string& place,
                                             const PlaceDirectory& places) {
  const auto [found, is_new] = ancestors_.try_emplace(place);
  if (is_new && !place.empty()) {
    const absl::optional<PlaceChain> chain = places.ChainOf(place);
    if (chain) {
      found->second = std::string(chain->OfKind(breakdown_.place_kind));
    }
  }
  return found->second;
}

CoverageCells::Planes CoverageCells::PlanesOf(const SubjectScan& scan,
                                              size_t scheme) const {
  Planes planes;
  planes.eligible = scan.Rows(scheme, v1::VERDICT_ELIGIBLE);
  planes.needs_information = scan.Rows(scheme, v1::VERDICT_NEEDS_INFORMATION);
  planes.near_miss = scan.Rows(scheme, v1::VERDICT_NEAR_MISS);
  planes.received = scan.Rows(schemes_.size() + scheme, v1::VERDICT_ELIGIBLE);
  for (size_t word = 0; word < planes.left_out.size(); ++word) {
    planes.left_out[word] = planes.eligible[word] & ~planes.received[word];
  }
  return planes;
}

CoverageCells::Planes CoverageCells::Together(const SubjectScan& scan) const {
  Planes all;
  for (size_t s = 0; s < schemes_.size(); ++s) {
    const Planes one = PlanesOf(scan, s);
    for (size_t word = 0; word < all.eligible.size(); ++word) {
      all.eligible[word] |= one.eligible[word];
      all.needs_information[word] |= one.needs_information[word];
      all.near_miss[word] |= one.near_miss[word];
      all.received[word] |= one.received[word];
    }
  }
  for (size_t word = 0; word < all.eligible.size(); ++word) {
    const uint64_t eligible = all.eligible[word];
    all.needs_information[word] &= ~eligible;
    all.near_miss[word] &= ~(eligible | all.needs_information[word]);
    all.left_out[word] = eligible & ~all.received[word];
  }
  return all;
}

}  // namespace sangam::matching
