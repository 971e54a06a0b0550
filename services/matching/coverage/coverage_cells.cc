#include "services/matching/coverage/coverage_cells.h"

#include <algorithm>
#include <utility>

#include "services/matching/columns/packed_column.h"
#include "services/matching/index/each_processor.h"

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

SANGAM_FOR_EACH_PROCESSOR
int64_t CountBits(const std::pair<size_t, uint64_t>* words, size_t count,
                  const uint64_t* plane) {
  int64_t bits = 0;
  for (size_t i = 0; i < count; ++i) {
    bits += __builtin_popcountll(plane[words[i].first] & words[i].second);
  }
  return bits;
}

}  // namespace

CoverageCells::CoverageCells(std::vector<std::string> schemes,
                             CoverageBreakdown breakdown)
    : schemes_(std::move(schemes)), breakdown_(breakdown), phrases_("en") {}

void CoverageCells::SparseRows::Set(uint32_t row) {
  if (words_.empty() || words_.back().first != row / 64) {
    words_.emplace_back(row / 64, 0);
  }
  words_.back().second |= uint64_t{1} << (row % 64);
}

int64_t CoverageCells::SparseRows::CountIn(const RowBits& plane) const {
  return CountBits(words_.data(), words_.size(), plane.data());
}

bool CoverageCells::Add(SubjectScan& scan, size_t most) {
  const std::vector<Part> split = SplitRows(scan);
  const auto added = std::count_if(
      split.begin(), split.end(),
      [&](const Part& part) { return !cell_of_words_.contains(part.words); });
  if ((cells_.size() + added) * RowsOfCounts() > most) return false;
  std::vector<std::pair<const SparseRows*, NarrowCounts*>> parts;
  parts.reserve(split.size());
  for (const Part& part : split) {
    Cell*& cell = cell_of_words_[part.words];
    if (cell == nullptr) {
      const auto [place, sector, value] = part.words;
      cell =
          &cells_
               .try_emplace(Key(words_[place], words_[sector], words_[value]),
                            RowsOfCounts())
               .first->second;
    }
    cell->subjects += part.rows.CountIn(scan.asked());
    parts.emplace_back(&part.rows, &cell->counts);
  }
  for (size_t i = 0; i < RowsOfCounts(); ++i) {
    if (scan.basis().cancelled()) return true;
    const Planes planes = all_together() ? Together(scan) : PlanesOf(scan, i);
    const size_t at = i * kCounts;
    for (const auto& [rows, counts] : parts) {
      counts->Add(at + kEligible, rows->CountIn(planes.eligible));
      counts->Add(at + kReceived, rows->CountIn(planes.received));
      counts->Add(at + kLeftOut, rows->CountIn(planes.left_out));
      counts->Add(at + kNeedsInformation,
                  rows->CountIn(planes.needs_information));
      counts->Add(at + kNearMiss, rows->CountIn(planes.near_miss));
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

std::vector<CoverageCells::Part> CoverageCells::SplitRows(SubjectScan& scan) {
  const Numbers nothing = {NumberOf("")};
  const std::vector<uint32_t> places = PlacesByRow(scan);
  std::vector<const Numbers*> sectors;
  std::vector<Numbers> of_sectors;
  if (breakdown_.sector != nullptr) {
    sectors = WordsByRow(scan, *breakdown_.sector, &of_sectors);
  }
  std::vector<const Numbers*> values;
  std::vector<Numbers> of_values;
  if (breakdown_.attribute != nullptr) {
    values = WordsByRow(scan, *breakdown_.attribute, &of_values);
  }
  std::vector<Part> split;
  absl::flat_hash_map<WordNumbers, size_t> part_of_words;
  ForEachRow(scan.asked(), [&](uint32_t row) {
    const uint32_t place = places.empty() ? nothing[0] : places[row];
    for (const uint32_t sector : sectors.empty() ? nothing : *sectors[row]) {
      for (const uint32_t value : values.empty() ? nothing : *values[row]) {
        const WordNumbers words(place, sector, value);
        const auto [part, is_new] =
            part_of_words.try_emplace(words, split.size());
        if (is_new) split.push_back({words, {}});
        split[part->second].rows.Set(row);
      }
    }
  });
  return split;
}

uint32_t CoverageCells::NumberOf(const std::string& word) {
  const auto [found, is_new] =
      number_of_word_.try_emplace(word, static_cast<uint32_t>(words_.size()));
  if (is_new) words_.push_back(word);
  return found->second;
}

std::vector<uint32_t> CoverageCells::PlacesByRow(const SubjectScan& scan) {
  std::vector<uint32_t> by_row;
  if (breakdown_.place_kind == type::v1::PLACE_KIND_UNSPECIFIED) return by_row;
  const SubjectBlock& block = scan.block();
  const CoverageBasis& basis = scan.basis();
  by_row.assign(block.size(), NumberOf(""));
  const PackedColumn* column =
      block.rows().Find(type::v1::Profile::kPlaceFieldNumber);
  if (column == nullptr) return by_row;
  std::vector<RowValue> places;
  column->AppendTo(&places);
  for (const RowValue& place : places) {
    const auto [found, is_new] = ancestor_of_text_.try_emplace(place.value);
    if (is_new) {
      found->second =
          AncestorOf(std::string(basis.subjects.columns->texts().TextOf(
                         static_cast<uint32_t>(place.value))),
                     *basis.subjects.places);
    }
    by_row[place.row] = found->second;
  }
  return by_row;
}

uint32_t CoverageCells::AncestorOf(const std::string& place,
                                   const PlaceDirectory& places) {
  const auto chain =
      place.empty() ? absl::optional<PlaceChain>() : places.ChainOf(place);
  return NumberOf(chain ? std::string(chain->OfKind(breakdown_.place_kind))
                        : "");
}

std::vector<const CoverageCells::Numbers*> CoverageCells::WordsByRow(
    SubjectScan& scan, const AttributeInfo& attribute,
    std::vector<Numbers>* by_group) {
  const RowGroups groups = scan.GroupBy(attribute);
  const auto add = [&](const Words& words) {
    Numbers& numbers = by_group->emplace_back();
    for (const std::string& word : words) numbers.push_back(NumberOf(word));
  };
  for (const rules::Value& value : groups.values) {
    add(WordsOf(value, attribute, phrases_));
  }
  // Where it is not known.
  add({""});
  std::vector<const Numbers*> by_row;
  by_row.reserve(groups.group_of_row.size());
  for (const uint16_t group : groups.group_of_row) {
    by_row.push_back(group == RowGroups::kUnknown ? &by_group->back()
                                                  : &(*by_group)[group]);
  }
  return by_row;
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

CoverageCells::Planes CoverageCells::Together(const SubjectScan& scan) {
  const SchemesTogether& together = scan.together();
  Planes all = {together.eligible, together.needs_information,
                together.near_miss, together.received};
  for (size_t word = 0; word < all.left_out.size(); ++word) {
    all.left_out[word] = all.eligible[word] & ~all.received[word];
  }
  return all;
}

}  // namespace sangam::matching
