#include "common/validation/code_format.h"
#include "common/validation/date.h"
#include "services/scheme_catalog/domain/guidance_check.h"
#include "services/scheme_catalog/domain/guidance_parts.h"

namespace sangam::scheme_catalog {
namespace {

void CheckPath(Violations& violations, const std::string& path,
               const v1::UpgradePath& way) {
  CheckRequiredName(violations, absl::StrCat(path, ".cluster"), way.cluster(),
                    {"clusters"});
  const std::string sectors = absl::StrCat(path, ".target_sectors");
  if (CheckSize(violations, sectors, way.target_sectors_size(),
                kMaxGuidanceSchemes)) {
    for (int i = 0; i < way.target_sectors_size(); ++i) {
      CheckCapitalCode(violations, ElementPath(sectors, i),
                       way.target_sectors(i));
    }
  }
  const std::string codes = absl::StrCat(path, ".target_nic_codes");
  if (CheckSize(violations, codes, way.target_nic_codes_size(),
                kMaxGuidanceSchemes)) {
    for (int i = 0; i < way.target_nic_codes_size(); ++i) {
      if (IsNicCode(way.target_nic_codes(i))) continue;
      violations.Add(ElementPath(codes, i),
                     "must be a NIC-2008 code: a section A to U, or 2 to 5"
                     " digits");
    }
  }
  CheckSchemeNames(violations, absl::StrCat(path, ".schemes"), way.schemes(),
                   kMaxGuidanceSchemes);
  CheckRequiredCitations(violations, absl::StrCat(path, ".citations"),
                         way.citations());
}

void CheckPaths(Violations& violations, const v1::UpgradeProgramme& programme) {
  if (programme.paths().empty()) {
    violations.Add("paths", "is required: at least one cluster's way");
  }
  if (!CheckSize(violations, "paths", programme.paths_size(), kMaxPaths)) {
    return;
  }
  ShortNames ids;
  absl::flat_hash_set<std::string> clusters;
  for (int i = 0; i < programme.paths_size(); ++i) {
    const std::string path = ElementPath("paths", i);
    ids.Check(violations, absl::StrCat(path, ".id"), programme.paths(i).id());
    CheckPath(violations, path, programme.paths(i));
    if (!clusters.insert(programme.paths(i).cluster()).second) {
      violations.Add(absl::StrCat(path, ".cluster"), "has a path already");
    }
  }
}

// Sums make sense of counts and of money.
void CheckSummed(Violations& violations, const std::string& field,
                 const std::string& attribute, RuleVocabulary& vocabulary) {
  const AttributeInfo* info =
      vocabulary.FindAttribute(violations, field, attribute);
  if (info == nullptr) return;
  if (info->unit == type::v1::ATTRIBUTE_UNIT_COUNT ||
      info->unit == type::v1::ATTRIBUTE_UNIT_PAISE) {
    return;
  }
  violations.Add(field,
                 "must be an attribute that counts or that holds money,"
                 " which can be summed");
}

void CheckTargets(Violations& violations, const v1::UpgradeProgramme& programme,
                  RuleVocabulary& vocabulary) {
  if (!CheckSize(violations, "targets", programme.targets_size(),
                 kMaxTargets)) {
    return;
  }
  ShortNames ids;
  for (int i = 0; i < programme.targets_size(); ++i) {
    const v1::ProgrammeTarget& target = programme.targets(i);
    const std::string path = ElementPath("targets", i);
    ids.Check(violations, absl::StrCat(path, ".id"), target.id());
    CheckSummed(violations, absl::StrCat(path, ".attribute"),
                target.attribute(), vocabulary);
    if (target.at_least() <= 0) {
      violations.Add(absl::StrCat(path, ".at_least"), "must be more than 0");
    }
    if (target.has_due_on()) {
      CheckDate(violations, absl::StrCat(path, ".due_on"), target.due_on());
    }
    CheckGuidancePart(violations, path, target);
  }
}

}  // namespace

absl::Status CheckGuidance(const v1::UpgradeProgramme& programme,
                           RuleVocabulary& vocabulary) {
  Violations violations;
  CheckGuidanceHead(violations, "upgradeProgrammes", programme);
  CheckRequiredName(violations, "department", programme.department(),
                    {"departments"});
  CheckPaths(violations, programme);
  CheckTargets(violations, programme, vocabulary);
  return violations.ToStatus();
}

std::vector<NamedResource> ResourcesNamedIn(
    const v1::UpgradeProgramme& programme) {
  std::vector<NamedResource> named = {{"department", programme.department()}};
  for (int i = 0; i < programme.paths_size(); ++i) {
    const v1::UpgradePath& way = programme.paths(i);
    for (int j = 0; j < way.schemes_size(); ++j) {
      named.push_back(
          {ElementPath(absl::StrCat(ElementPath("paths", i), ".schemes"), j),
           way.schemes(j)});
    }
  }
  return named;
}

bool Compiles(const v1::UpgradeProgramme& programme,
              const AttributeDictionary& dictionary) {
  RuleVocabulary vocabulary(&dictionary);
  Violations ignored;
  for (const v1::ProgrammeTarget& target : programme.targets()) {
    vocabulary.FindAttribute(ignored, "targets", target.attribute());
  }
  return !vocabulary.faulty();
}

}  // namespace sangam::scheme_catalog
