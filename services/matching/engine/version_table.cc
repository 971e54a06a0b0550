#include "services/matching/engine/version_table.h"

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

}  // namespace

VersionTable::VersionTable(const std::vector<const CompiledVersion*>& versions,
                           const AttributeDictionary& dictionary)
    : templates_(versions.size()) {
  AddAll(versions, dictionary);
}

VersionTable::VersionTable(std::shared_ptr<const IndexPart> part,
                           const AttributeDictionary& dictionary)
    : part_(std::move(part)), templates_(part_->size()) {
  std::vector<const CompiledVersion*> versions;
  for (size_t i = 0; i < part_->size(); ++i) {
    versions.push_back(part_->version_at(i).get());
  }
  AddAll(versions, dictionary);
}

void VersionTable::AddAll(const std::vector<const CompiledVersion*>& versions,
                          const AttributeDictionary& dictionary) {
  std::vector<const rules::Predicate*> place_tests;
  facts_.reserve(versions.size());
  for (const CompiledVersion* version : versions) {
    VersionFacts& facts = facts_.emplace_back();
    if (version == nullptr) continue;
    facts.compiled = version;
    facts.grant = BoundOfGrant(*version, dictionary);
    facts.benefit_kinds = KindsOf(version->version);
    const auto& tests = version->program.place_tests();
    place_tests.insert(place_tests.end(), tests.begin(), tests.end());
  }
  conditions_ =
      std::make_unique<const ConditionTable>(versions, dictionary.all().size());
  place_tests_ =
      std::make_unique<const KeptNamedPlaces>(std::move(place_tests));
}

}  // namespace sangam::matching
