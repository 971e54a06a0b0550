// Changes of a few groups that change their kinds and places in the tree, for
// tests.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_RANDOM_TREE_CHANGES_H_
#define SANGAM_SERVICES_REGISTRY_STORE_RANDOM_TREE_CHANGES_H_

#include <algorithm>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "common/subjects/subject_kinds.h"
#include "services/registry/store/registry_store.h"
#include "services/registry/store/subject_erasure.h"
#include "services/registry/store/subject_merge.h"

namespace sangam::registry {

using Groups = std::map<std::string, v1::Group>;

// Mostly several at once, in one transaction and in any order. What would break
// the tree is refused.
class RandomTreeChanges {
 public:
  RandomTreeChanges(RegistryStore* store, int seed)
      : store_(*store), random_(seed) {}

  // `groups` are those that are stored.
  absl::Status Change(const Groups& groups) {
    ++changes_;
    groups_ = groups;
    switch (Below(20)) {
      case 0:
        return Merge();
      case 1:
        return Delete();
      case 2:
        return Erase();
      case 3:
      case 4:
        return PutOne();
      default:
        return Import();
    }
  }

  // Records that were stored by imports.
  int64_t imported() const { return imported_; }

 private:
  int Below(int bound) {
    return std::uniform_int_distribution<int>(0, bound - 1)(random_);
  }
  // Names that were merged or erased are never free again.
  std::string AnyName() {
    return absl::StrCat("groups/g", changes_ / 20 + Below(12));
  }
  std::string AnyStoredName() {
    return groups_.empty() ? AnyName()
                           : std::next(groups_.begin(),
                                       Below(static_cast<int>(groups_.size())))
                                 ->first;
  }
  type::v1::SubjectKind AnyKind() {
    constexpr type::v1::SubjectKind kKinds[] = {
        type::v1::SUBJECT_KIND_SHG, type::v1::SUBJECT_KIND_SHG,
        type::v1::SUBJECT_KIND_SHG, type::v1::SUBJECT_KIND_VO,
        type::v1::SUBJECT_KIND_VO,  type::v1::SUBJECT_KIND_CLF,
        type::v1::SUBJECT_KIND_CLF, type::v1::SUBJECT_KIND_BLF};
    return kKinds[Below(std::size(kKinds))];
  }
  bool CanBeUnder(const v1::Group& child, const std::string& parent) const {
    const auto found = groups_.find(parent);
    return found != groups_.end() &&
           absl::c_linear_search(ParentKinds(child.kind()),
                                 found->second.kind());
  }

  // Puts one that may have been elsewhere, or something else, anywhere that is
  // right for what `groups_` holds.
  std::string MoveAny() {
    const std::string name = AnyName();
    v1::Group& group = groups_[name];
    group.set_name(name);
    if (group.kind() == type::v1::SUBJECT_KIND_UNSPECIFIED || Below(2) == 0) {
      group.set_kind(AnyKind());
    }
    group.set_children_complete(Below(2) == 0);
    group.mutable_profile()->set_members(1 + Below(100));
    (*group.mutable_profile()->mutable_extra())["promoted_before_the_mission"]
        .set_truth(Below(4) == 0);
    group.clear_parent();
    std::vector<std::string> parents;
    for (const auto& [parent, stored] : groups_) {
      if (CanBeUnder(group, parent)) parents.push_back(parent);
    }
    if (!parents.empty() && Below(5) > 0) {
      group.set_parent(parents[Below(static_cast<int>(parents.size()))]);
    }
    return name;
  }

  absl::Status Import() {
    const Groups before = groups_;
    std::set<std::string> moved;
    for (int i = 1 + Below(4); i > 0; --i) moved.insert(MoveAny());
    // What no longer fits where it is goes somewhere else in the same chunk.
    for (auto& [name, group] : groups_) {
      if (group.parent().empty() || CanBeUnder(group, group.parent())) continue;
      group.clear_parent();
      moved.insert(name);
    }
    std::vector<std::string> rows(moved.begin(), moved.end());
    if (Below(4) == 0) rows.push_back(rows[0]);
    // Nothing of it counts then.
    if (Below(4) == 0) groups_[rows[0]].set_place("places/none");
    std::shuffle(rows.begin(), rows.end(), random_);
    v1::ImportEntitiesRequest request;
    for (const std::string& name : rows) {
      *request.add_records()->mutable_entity()->mutable_group() = groups_[name];
    }
    const auto stored = store_.ImportEntities()->Store(request, CallContext());
    if (stored.ok()) imported_ += stored->created() + stored->updated();
    return stored.status();
  }
  absl::Status PutOne() {
    v1::UpdateGroupRequest request;
    const std::string name = MoveAny();
    *request.mutable_group() = groups_[name];
    request.mutable_group()->clear_etag();
    request.set_allow_missing(true);
    return Call<v1::UpdateGroupResponse>(store_.groups(),
                                         &StandardMethods::Update, request)
        .status();
  }
  absl::Status Delete() {
    v1::DeleteGroupRequest request;
    request.set_name(AnyStoredName());
    return Call<v1::DeleteGroupResponse>(store_.groups(),
                                         &StandardMethods::Delete, request)
        .status();
  }
  absl::Status Merge() {
    v1::MergeSubjectsRequest request;
    request.set_survivor(AnyStoredName());
    const v1::Group& survivor = groups_[request.survivor()];
    for (const auto& [name, group] : groups_) {
      if (name == request.survivor() || group.kind() != survivor.kind()) {
        continue;
      }
      request.set_duplicate(name);
      if (Below(2) == 0) break;
    }
    return MergeSubjects(&store_.changelog(), request, "admin").status();
  }
  absl::Status Erase() {
    v1::EraseSubjectRequest request;
    request.set_name(AnyStoredName());
    request.set_ground("asked");
    request.set_release_members(true);
    request.set_erase_records(true);
    return EraseSubject(&store_.changelog(), request, "admin",
                        BenefitRetention{0})
        .status();
  }

  RegistryStore& store_;
  std::mt19937 random_;
  Groups groups_;
  int changes_ = 0;
  int64_t imported_ = 0;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_RANDOM_TREE_CHANGES_H_
