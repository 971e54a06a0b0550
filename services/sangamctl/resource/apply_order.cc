#include "services/sangamctl/resource/apply_order.h"

#include <algorithm>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"

namespace sangam::sangamctl {
namespace {

using google::protobuf::FieldDescriptor;

constexpr char kSpvField[] = "spv";

// Kinds that refer to each other both ways share a phase.
int PhaseOf(ResourceKind kind) {
  switch (kind) {
    case ResourceKind::kPlace:
      return 0;
    case ResourceKind::kDepartment:
      return 1;
    case ResourceKind::kScheme:
      return 2;
    case ResourceKind::kSchemeVersion:
      return 3;
    case ResourceKind::kGroup:
    case ResourceKind::kEnterprise:
    case ResourceKind::kCluster:
      return 4;
    case ResourceKind::kLinkage:
      return 5;
  }
  return 5;
}
constexpr int kPhases = 6;

// The top-level fields through which a resource refers to one of its own phase.
std::vector<std::string> ReferenceFields(ResourceKind kind) {
  switch (kind) {
    case ResourceKind::kPlace:
      return {"revenue_parent", "development_parent", "urban_parent"};
    case ResourceKind::kDepartment:
      return {"parent"};
    case ResourceKind::kScheme:
      return {"superseded_by"};
    case ResourceKind::kGroup:
      return {"parent", "cluster"};
    case ResourceKind::kEnterprise:
      return {"group", "cluster"};
    case ResourceKind::kCluster:
      return {kSpvField};
    case ResourceKind::kSchemeVersion:
    case ResourceKind::kLinkage:
      return {};
  }
  return {};
}

std::string Reference(const Resource& resource, const std::string& field_name) {
  const FieldDescriptor* field =
      resource.message->GetDescriptor()->FindFieldByName(field_name);
  return resource.message->GetReflection()->GetString(*resource.message, field);
}

// Orders one phase; lives as long as that takes.
class PhaseOrder {
 public:
  PhaseOrder(const std::vector<Resource>& resources,
             std::vector<size_t> members)
      : resources_(resources), waiting_(std::move(members)) {
    for (const size_t index : waiting_)
      unwritten_.insert(resources[index].name);
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
  // Whether something that the resource refers to is still to be written.
  bool Waits(size_t index, bool for_spv) const {
    const Resource& resource = resources_[index];
    for (const std::string& field : ReferenceFields(resource.type->kind)) {
      if (field == kSpvField && !for_spv) continue;
      const std::string name = Reference(resource, field);
      if (name != resource.name && unwritten_.contains(name)) return true;
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
