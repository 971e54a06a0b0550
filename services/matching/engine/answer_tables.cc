#include "services/matching/engine/answer_tables.h"

#include <algorithm>
#include <iterator>

#include "services/matching/index/each_processor.h"

namespace sangam::matching {
namespace {

using Stating = RelationStatements::Stating;

inline __attribute__((always_inline)) size_t CountBitsBy(const Plane& plane) {
  size_t count = 0;
  for (const uint64_t word : plane) {
    count += static_cast<size_t>(__builtin_popcountll(word));
  }
  return count;
}

#if defined(__x86_64__)
SANGAM_AVX2 size_t CountBitsByAvx2(const Plane& plane) {
  return CountBitsBy(plane);
}
SANGAM_AVX512 size_t CountBitsByAvx512(const Plane& plane) {
  return CountBitsBy(plane);
}
#endif

}  // namespace

size_t CountBits(const Plane& plane) {
#if defined(__x86_64__)
  if (WidestVectors() == Vectors::kAvx512) return CountBitsByAvx512(plane);
  if (WidestVectors() == Vectors::kAvx2) return CountBitsByAvx2(plane);
#endif
  return CountBitsBy(plane);
}

const TemplatesInLanguage::Part& TemplatesInLanguage::PartOf(
    size_t position) const {
  const Part* part = &parts_.back();
  while (part->begin > position) --part;
  return *part;
}

const MatchTemplate* TemplatesInLanguage::Find(size_t position) const {
  const Part& part = PartOf(position);
  return part.kept == nullptr ? nullptr
                              : part.kept->Find(position - part.begin);
}

const MatchTemplate* TemplatesInLanguage::Keep(
    size_t position, std::unique_ptr<const MatchTemplate>* made) const {
  const Part& part = PartOf(position);
  return part.kept == nullptr
             ? nullptr
             : part.kept->Keep(position - part.begin, std::move(*made));
}

std::shared_ptr<const AnswerTables> AnswerTables::Build(
    std::shared_ptr<const CatalogSnapshot> catalog, const ForwardIndex* index,
    const AnswerTables* previous) {
  std::shared_ptr<AnswerTables> tables(new AnswerTables(std::move(catalog)));
  if (index == nullptr) {
    tables->TakeOrderOfCatalog();
  } else {
    tables->TakePositionsOf(*index, previous);
  }
  tables->FindPlaces();
  if (previous == nullptr || !tables->OrderAfter(*previous)) {
    tables->OrderAll();
  }
  return tables;
}

void AnswerTables::TakeOrderOfCatalog() {
  std::vector<const CompiledVersion*> versions;
  for (const VersionPosition at : AllVersionsOf(*catalog_)) {
    places_.push_back({at.scheme, nullptr});
    first_.resize(at.scheme + 1, static_cast<uint32_t>(positions_.size()));
    positions_.push_back(static_cast<uint32_t>(positions_.size()));
    versions.push_back(
        catalog_->schemes()[at.scheme].versions[at.version].compiled.get());
  }
  first_.resize(catalog_->schemes().size() + 1,
                static_cast<uint32_t>(positions_.size()));
  parts_.push_back({0, std::make_shared<const VersionTable>(
                           versions, catalog_->dictionary())});
}

void AnswerTables::TakePositionsOf(const ForwardIndex& index,
                                   const AnswerTables* previous) {
  const size_t schemes = catalog_->schemes().size();
  // How many versions each scheme has, then where they begin.
  first_.assign(schemes + 1, 0);
  places_.resize(index.size());
  for (size_t position = 0; position < index.size(); ++position) {
    const ForwardIndex::Position at = index.at(position);
    places_[position].scheme = at.scheme;
    if (!at.empty()) ++first_[at.scheme + 1];
  }
  for (size_t scheme = 0; scheme < schemes; ++scheme) {
    first_[scheme + 1] += first_[scheme];
  }
  positions_.resize(first_.back());
  for (size_t position = 0; position < index.size(); ++position) {
    const ForwardIndex::Position at = index.at(position);
    if (at.empty()) continue;
    positions_[first_[at.scheme] + at.version] =
        static_cast<uint32_t>(position);
  }
  for (const ForwardIndex::Part& part : index.parts()) {
    std::shared_ptr<const VersionTable> table;
    if (previous != nullptr) {
      for (const Part& other : previous->parts_) {
        if (other.table->part() == part.index.get()) table = other.table;
      }
    }
    if (table == nullptr) {
      table = std::make_shared<const VersionTable>(part.index,
                                                   catalog_->dictionary());
    }
    parts_.push_back({part.begin, std::move(table)});
  }
}

void AnswerTables::FindPlaces() {
  for (const Part& part : parts_) {
    for (size_t i = 0; i < part.table->size(); ++i) {
      places_[part.begin + i].facts = &part.table->at(i);
    }
  }
}

size_t AnswerTables::SharedWith(const AnswerTables& previous) const {
  size_t shared = 0;
  for (size_t i = 0; i < std::min(parts_.size(), previous.parts_.size()); ++i) {
    if (parts_[i].table != previous.parts_[i].table ||
        parts_[i].begin != previous.parts_[i].begin) {
      break;
    }
    shared = parts_[i].begin + parts_[i].table->size();
  }
  return shared;
}

bool AnswerTables::ComesBefore(uint32_t a, uint32_t b) const {
  if (grant(a).most != grant(b).most) return grant(a).most > grant(b).most;
  return std::pair(scheme_number(a), a) < std::pair(scheme_number(b), b);
}

void AnswerTables::OrderAll() {
  by_grant_ = positions_;
  std::sort(by_grant_.begin(), by_grant_.end(),
            [this](uint32_t a, uint32_t b) { return ComesBefore(a, b); });
  std::vector<Stating> all;
  for (const uint32_t position : positions_) {
    all.push_back({position, scheme_number(position), &version(position)});
  }
  statements_ = RelationStatements(all);
}

// Among the positions that mean the same, order changes only by what is gone.
bool AnswerTables::OrderAfter(const AnswerTables& previous) {
  const size_t shared = SharedWith(previous);
  if (shared == 0) return false;
  const auto is_empty = [this](size_t position) {
    return places_[position].scheme == VersionPosition::kNone;
  };
  const auto stating = [](const AnswerTables& tables, uint32_t position) {
    return Stating{position, tables.scheme_number(position),
                   &tables.version(position)};
  };
  std::vector<uint32_t> kept;
  kept.reserve(positions_.size());
  std::vector<Stating> gone;
  for (const uint32_t position : previous.by_grant_) {
    if (position < shared && !is_empty(position)) {
      kept.push_back(position);
    } else {
      gone.push_back(stating(previous, position));
    }
  }
  std::vector<uint32_t> more;
  std::vector<Stating> added;
  for (uint32_t position = static_cast<uint32_t>(shared);
       position < places_.size(); ++position) {
    if (is_empty(position)) continue;
    more.push_back(position);
    added.push_back(stating(*this, position));
  }
  // Of an older state something may have come back.
  if (kept.size() + more.size() != positions_.size()) return false;

  const auto comes_before = [this](uint32_t a, uint32_t b) {
    return ComesBefore(a, b);
  };
  std::sort(more.begin(), more.end(), comes_before);
  by_grant_.reserve(positions_.size());
  auto from = kept.begin();
  for (const uint32_t position : more) {
    const auto to = std::lower_bound(from, kept.end(), position, comes_before);
    by_grant_.insert(by_grant_.end(), from, to);
    by_grant_.push_back(position);
    from = to;
  }
  by_grant_.insert(by_grant_.end(), from, kept.end());
  statements_ = previous.statements_.With(
      gone, added, [this](uint32_t at) { return scheme_number(at); });
  return true;
}

absl::optional<size_t> AnswerTables::PositionIn(const Plane& in_force,
                                                size_t scheme_number) const {
  for (uint32_t i = first_[scheme_number]; i < first_[scheme_number + 1]; ++i) {
    if (HasBit(in_force, positions_[i])) return positions_[i];
  }
  return absl::nullopt;
}

TemplatesInLanguage AnswerTables::TemplatesIn(
    const std::string& language_code) const {
  TemplatesInLanguage templates;
  for (const Part& part : parts_) {
    templates.parts_.push_back(
        {part.begin, part.table->templates().For(language_code)});
  }
  return templates;
}

}  // namespace sangam::matching
