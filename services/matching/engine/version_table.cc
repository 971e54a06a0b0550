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

VersionTable::VersionTable(const std::vector<const CompiledVersion*>& versions)
    : templates_(versions.size()) {
  facts_.reserve(versions.size());
  for (const CompiledVersion* version : versions) Add(version);
}

VersionTable::VersionTable(std::shared_ptr<const IndexPart> part)
    : part_(std::move(part)), templates_(part_->size()) {
  facts_.reserve(part_->size());
  for (size_t i = 0; i < part_->size(); ++i) Add(part_->version_at(i).get());
}

void VersionTable::Add(const CompiledVersion* version) {
  VersionFacts& facts = facts_.emplace_back();
  if (version == nullptr) return;
  facts.compiled = version;
  facts.grant = BoundOfGrant(*version);
  facts.benefit_kinds = KindsOf(version->version);
  facts.questions = PlanQuestions(*version);
}

}  // namespace sangam::matching
