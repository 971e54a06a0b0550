#include "services/matching/engine/answer_tables.h"

#include <algorithm>
#include <utility>

namespace sangam::matching {
namespace {

uint32_t KindsOf(const scheme_catalog::v1::SchemeVersion& version) {
  uint32_t kinds = 0;
  for (const auto& benefit : version.benefits()) {
    const int kind = benefit.kind();
    if (kind >= 0 && kind < 32) kinds |= uint32_t{1} << kind;
  }
  return kinds;
}

size_t CountVersions(const CatalogSnapshot& catalog) {
  size_t count = 0;
  for (const CompiledScheme& scheme : catalog.schemes()) {
    count += scheme.versions.size();
  }
  return count;
}

}  // namespace

size_t CountBits(const Plane& plane) {
  size_t count = 0;
  for (const uint64_t word : plane) {
    count += static_cast<size_t>(__builtin_popcountll(word));
  }
  return count;
}

std::shared_ptr<const AnswerTables> AnswerTables::Build(
    std::shared_ptr<const CatalogSnapshot> catalog, const ForwardIndex* index) {
  return std::shared_ptr<const AnswerTables>(
      new AnswerTables(std::move(catalog), index));
}

AnswerTables::AnswerTables(std::shared_ptr<const CatalogSnapshot> catalog,
                           const ForwardIndex* index)
    : catalog_(std::move(catalog)), templates_(CountVersions(*catalog_)) {
  NumberVersions(index);
  GatherStatements();
  OrderByGrant();
  GatherPlaceTests();
}

void AnswerTables::NumberVersions(const ForwardIndex* index) {
  const auto& schemes = catalog_->schemes();
  for (size_t scheme = 0; scheme < schemes.size(); ++scheme) {
    first_.push_back(static_cast<uint32_t>(positions_.size()));
    for (size_t i = 0; i < schemes[scheme].versions.size(); ++i) {
      positions_.push_back(static_cast<uint32_t>(positions_.size()));
    }
  }
  first_.push_back(static_cast<uint32_t>(positions_.size()));
  if (index != nullptr) {
    for (size_t position = 0; position < index->size(); ++position) {
      const ForwardIndex::Position at = index->at(position);
      positions_[first_[at.scheme] + at.version] =
          static_cast<uint32_t>(position);
    }
  }
  entries_.resize(positions_.size());
  for (size_t scheme = 0; scheme < schemes.size(); ++scheme) {
    for (size_t i = 0; i < schemes[scheme].versions.size(); ++i) {
      Entry& entry = entries_[PositionOf(scheme, i)];
      entry.scheme = static_cast<uint32_t>(scheme);
      entry.compiled = schemes[scheme].versions[i].compiled.get();
      entry.grant = BoundOfGrant(*entry.compiled, catalog_->dictionary());
      entry.benefit_kinds = KindsOf(entry.compiled->version);
    }
  }
}

void AnswerTables::GatherStatements() {
  for (size_t position = 0; position < size(); ++position) {
    const auto& relations = version(position).version.relations();
    for (int i = 0; i < relations.size(); ++i) {
      statements_[relations[i].scheme()].push_back(
          {static_cast<uint32_t>(position), i});
    }
  }
  // Positions may come in any order.
  for (auto& [scheme, statements] : statements_) {
    std::stable_sort(statements.begin(), statements.end(),
                     [this](const Statement& a, const Statement& b) {
                       return scheme_number(a.stated_by) <
                              scheme_number(b.stated_by);
                     });
  }
}

void AnswerTables::OrderByGrant() {
  by_grant_ = positions_;
  std::sort(by_grant_.begin(), by_grant_.end(), [this](uint32_t a, uint32_t b) {
    if (grant(a).most != grant(b).most) return grant(a).most > grant(b).most;
    return std::pair(scheme_number(a), a) < std::pair(scheme_number(b), b);
  });
}

void AnswerTables::GatherPlaceTests() {
  std::vector<const rules::Predicate*> all;
  for (Entry& entry : entries_) {
    const auto& tests = entry.compiled->program.place_tests();
    entry.first_place_test = static_cast<uint32_t>(all.size());
    all.insert(all.end(), tests.begin(), tests.end());
  }
  place_tests_ = std::make_unique<const KeptNamedPlaces>(std::move(all));
}

absl::optional<size_t> AnswerTables::PositionIn(const Plane& in_force,
                                                size_t scheme_number) const {
  for (uint32_t i = first_[scheme_number]; i < first_[scheme_number + 1]; ++i) {
    if (HasBit(in_force, positions_[i])) return positions_[i];
  }
  return absl::nullopt;
}

const std::vector<AnswerTables::Statement>& AnswerTables::StatementsAbout(
    absl::string_view scheme) const {
  static const auto* const kNone = new std::vector<Statement>();
  const auto found = statements_.find(scheme);
  return found == statements_.end() ? *kNone : found->second;
}

}  // namespace sangam::matching
