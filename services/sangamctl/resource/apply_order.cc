#include "services/sangamctl/resource/apply_order.h"

#include <algorithm>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "sangam/scheme_catalog/v1/attribute.pb.h"

namespace sangam::sangamctl {
namespace {

using google::protobuf::FieldDescriptor;

constexpr char kSpvField[] = "spv";

// Kinds that refer to each other both ways share a phase.
int PhaseOf(ResourceKind kind) {
  switch (kind) {
    case ResourceKind::kDepartment:
      return 0;
    case ResourceKind::kAttribute:
    case ResourceKind::kParameter:
    case ResourceKind::kPlaceSet:
      return 1;
    case ResourceKind::kPlace:
      return 2;
    case ResourceKind::kScheme:
      return 3;
    case ResourceKind::kSchemeVersion:
      return 4;
    case ResourceKind::kReadinessRule:
    case ResourceKind::kReplicableModel:
    case ResourceKind::kSurveyProblem:
    case ResourceKind::kUpgradeProgramme:
      return 5;
    case ResourceKind::kGroup:
    case ResourceKind::kEnterprise:
    case ResourceKind::kCluster:
      return 6;
    case ResourceKind::kLinkage:
    case ResourceKind::kPlan:
    case ResourceKind::kSchemeTest:
      return 7;
    case ResourceKind::kDemand:
      return 8;
  }
  return 8;
}
constexpr int kPhases = 9;

// The top-level fields through which a resource refers to one of its own phase.
std::vector<std::string> ReferenceFields(ResourceKind kind) {
  switch (kind) {
    case ResourceKind::kPlace:
      return {"revenue_parent", "development_parent", "urban_parent"};
    case ResourceKind::kDepartment:
      return {"parent"};
    case ResourceKind::kScheme:
      return {"superseded_by", "variant_of", "tops_up"};
    case ResourceKind::kSchemeVersion:
      return {"supersedes"};
    case ResourceKind::kAttribute:
      return {"replaced_by"};
    case ResourceKind::kGroup:
      return {"parent", "cluster"};
    case ResourceKind::kEnterprise:
      return {"group", "cluster"};
    case ResourceKind::kCluster:
      return {kSpvField};
    case ResourceKind::kParameter:
    case ResourceKind::kPlaceSet:
    case ResourceKind::kReadinessRule:
    case ResourceKind::kReplicableModel:
    case ResourceKind::kSurveyProblem:
    case ResourceKind::kUpgradeProgramme:
    case ResourceKind::kLinkage:
    case ResourceKind::kPlan:
    case ResourceKind::kDemand:
    case ResourceKind::kSchemeTest:
      return {};
  }
  return {};
}

std::vector<std::string> References(const Resource& resource,
                                    const std::string& field_name) {
  const auto& message = *resource.message;
  const auto& reflection = *message.GetReflection();
  const FieldDescriptor* field =
      message.GetDescriptor()->FindFieldByName(field_name);
  if (!field->is_repeated()) return {reflection.GetString(message, field)};
  std::vector<std::string> names;
  for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
    names.push_back(reflection.GetRepeatedString(message, field, i));
  }
  return names;
}

// What a derived attribute may read: every word of its derivation as the name
// of an attribute, and every text in it as it is.
std::vector<std::string> WordsOfDerivation(absl::string_view derivation) {
  std::vector<std::string> names;
  std::string word;
  for (const char c : absl::StrCat(derivation, " ")) {
    if (absl::ascii_isalnum(c) || c == '_') {
      word.push_back(c);
    } else if (!word.empty()) {
      names.push_back(absl::StrCat("attributes/", word));
      word.clear();
    }
  }
  for (const absl::string_view text :
       absl::StrSplit(derivation, absl::ByAnyChar("\"'"))) {
    names.emplace_back(text);
  }
  return names;
}

// Orders one phase; lives as long as that takes.
class PhaseOrder {
 public:
  PhaseOrder(const std::vector<Resource>& resources,
             std::vector<size_t> members)
      : resources_(resources), waiting_(std::move(members)) {
    for (const size_t index : waiting_) {
      unwritten_.insert(resources[index].name);
      const auto* attribute = AsAttribute(resources[index]);
      if (attribute == nullptr) continue;
      for (const std::string& former : attribute->former_names()) {
        present_names_[absl::StrCat("attributes/",
                                    absl::StripPrefix(former, "attributes/"))] =
            attribute->name();
      }
    }
  }

  void AppendRounds(std::vector<std::vector<ApplyStep>>& rounds) {
    while (!waiting_.empty()) {
      std::vector<ApplyStep> round;
      for (const size_t index : waiting_) {
        if (!Waits(index, /*for_spv=*/true)) round.push_back({index, false});
      }
      if (round.empty()) round = OpenCircle();
      Finish(round);
      rounds.push_back(std::move(round));
    }
  }

 private:
  static const scheme_catalog::v1::Attribute* AsAttribute(
      const Resource& resource) {
    return resource.type->kind == ResourceKind::kAttribute
               ? static_cast<const scheme_catalog::v1::Attribute*>(
                     resource.message.get())
               : nullptr;
  }

  bool IsUnwritten(const std::string& name, const Resource& user) const {
    const auto present = present_names_.find(name);
    const std::string& target =
        present == present_names_.end() ? name : present->second;
    return target != user.name && unwritten_.contains(target);
  }

  // Whether something that the resource refers to is still to be written.
  bool Waits(size_t index, bool for_spv) const {
    const Resource& resource = resources_[index];
    for (const std::string& field : ReferenceFields(resource.type->kind)) {
      if (field == kSpvField && !for_spv) continue;
      for (const std::string& name : References(resource, field)) {
        if (IsUnwritten(name, resource)) return true;
      }
    }
    const auto* attribute = AsAttribute(resource);
    if (attribute == nullptr) return false;
    for (const std::string& name : WordsOfDerivation(attribute->derivation())) {
      if (IsUnwritten(name, resource)) return true;
    }
    return false;
  }

  // Nothing can be written whole: start with clusters without their SPVs, or
  // else with whatever stands first.
  std::vector<ApplyStep> OpenCircle() const {
    std::vector<ApplyStep> round;
    for (const size_t index : waiting_) {
      const Resource& resource = resources_[index];
      if (resource.type->kind == ResourceKind::kCluster &&
          unwritten_.contains(resource.name) &&
          !Waits(index, /*for_spv=*/false)) {
        round.push_back({index, true});
      }
    }
    if (round.empty()) round.push_back({waiting_.front(), false});
    return round;
  }

  void Finish(const std::vector<ApplyStep>& round) {
    absl::flat_hash_set<size_t> whole;
    for (const ApplyStep& step : round) {
      unwritten_.erase(resources_[step.resource].name);
      if (!step.create_without_spv) whole.insert(step.resource);
    }
    std::erase_if(waiting_,
                  [&](size_t index) { return whole.contains(index); });
  }

  const std::vector<Resource>& resources_;
  // Indices of resources that are not written whole yet.
  std::vector<size_t> waiting_;
  // Names that can't be referred to yet.
  absl::flat_hash_set<std::string> unwritten_;
  // The present names of attributes by former ones.
  absl::flat_hash_map<std::string, std::string> present_names_;
};

}  // namespace

std::vector<std::vector<ApplyStep>> OrderForApply(
    const std::vector<Resource>& resources) {
  std::vector<std::vector<ApplyStep>> rounds;
  for (int phase = 0; phase < kPhases; ++phase) {
    std::vector<size_t> members;
    for (size_t i = 0; i < resources.size(); ++i) {
      if (PhaseOf(resources[i].type->kind) == phase) members.push_back(i);
    }
    PhaseOrder(resources, std::move(members)).AppendRounds(rounds);
  }
  return rounds;
}

}  // namespace sangam::sangamctl
