// Changes of groups of any shape, for tests.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_RANDOM_GROUP_CHANGES_H_
#define SANGAM_SERVICES_REGISTRY_STORE_RANDOM_GROUP_CHANGES_H_

#include <iterator>
#include <random>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/registry/store/registry_store.h"
#include "services/registry/store/subject_erasure.h"
#include "services/registry/store/subject_merge.h"

namespace sangam::registry {

// Changes whatever comes, one change after the other. What is refused, because
// another writer was first, is refused.
class RandomGroupChanges {
 public:
  // Names that were merged or erased are never free again, so that each
  // generation has some of its own.
  RandomGroupChanges(RegistryStore* store, int seed, int generation)
      : store_(*store), random_(seed), generation_(generation) {}

  absl::Status Change() {
    switch (Below(20)) {
      case 0:
      case 1:
        return Delete();
      case 2:
        return Import();
      case 3:
        return Merge();
      case 4:
        return Below(3) == 0 ? Erase() : Put();
      case 5:
        return MovePlace();
      case 6:
        return PutEnterprise();
      default:
        return Put();
    }
  }

 private:
  int Below(int bound) {
    return std::uniform_int_distribution<int>(0, bound - 1)(random_);
  }
  int AnyOf(int names) { return generation_ * names / 4 + Below(names); }
  std::string Name(type::v1::SubjectKind kind) {
    switch (kind) {
      case type::v1::SUBJECT_KIND_SHG:
        return absl::StrCat("groups/s", AnyOf(80));
      case type::v1::SUBJECT_KIND_VO:
        return absl::StrCat("groups/v", AnyOf(16));
      case type::v1::SUBJECT_KIND_CLF:
        return absl::StrCat("groups/c", AnyOf(8));
      case type::v1::SUBJECT_KIND_BLF:
        return absl::StrCat("groups/b", AnyOf(4));
      case type::v1::SUBJECT_KIND_PRODUCER_GROUP:
        return absl::StrCat("groups/p", AnyOf(4));
      default:
        return absl::StrCat("groups/pc", AnyOf(4));
    }
  }
  type::v1::SubjectKind AnyKind() {
    constexpr type::v1::SubjectKind kKinds[] = {
        type::v1::SUBJECT_KIND_SHG,
        type::v1::SUBJECT_KIND_SHG,
        type::v1::SUBJECT_KIND_SHG,
        type::v1::SUBJECT_KIND_SHG,
        type::v1::SUBJECT_KIND_VO,
        type::v1::SUBJECT_KIND_VO,
        type::v1::SUBJECT_KIND_CLF,
        type::v1::SUBJECT_KIND_BLF,
        type::v1::SUBJECT_KIND_PRODUCER_GROUP,
        type::v1::SUBJECT_KIND_PRODUCER_COMPANY};
    return kKinds[Below(std::size(kKinds))];
  }
  static type::v1::SubjectKind ParentKind(type::v1::SubjectKind kind) {
    switch (kind) {
      case type::v1::SUBJECT_KIND_SHG:
        return type::v1::SUBJECT_KIND_VO;
      case type::v1::SUBJECT_KIND_VO:
        return type::v1::SUBJECT_KIND_CLF;
      case type::v1::SUBJECT_KIND_CLF:
        return type::v1::SUBJECT_KIND_BLF;
      case type::v1::SUBJECT_KIND_PRODUCER_GROUP:
        return type::v1::SUBJECT_KIND_PRODUCER_COMPANY;
      default:
        return type::v1::SUBJECT_KIND_UNSPECIFIED;
    }
  }

  v1::Group AnyGroup() {
    const type::v1::SubjectKind kind = AnyKind();
    v1::Group group;
    group.set_name(Name(kind));
    group.set_kind(kind);
    const type::v1::SubjectKind parent = ParentKind(kind);
    if (parent != type::v1::SUBJECT_KIND_UNSPECIFIED && Below(6) > 0) {
      group.set_parent(Name(parent));
    }
    group.set_children_complete(Below(2) == 0);
    if (Below(3) == 0) group.set_place("places/m");
    type::v1::Profile& facts = *group.mutable_profile();
    auto& extra = *facts.mutable_extra();
    if (kind == type::v1::SUBJECT_KIND_SHG) {
      if (Below(4) > 0) {
        facts.set_members(5 + Below(15));
        if (Below(2) == 0) facts.set_poor_members(Below(5));
      }
      if (Below(2) == 0) facts.set_annual_turnover_paise(Below(1'000'000'000));
      if (Below(2) == 0) facts.set_npa_bps(Below(10'001));
      if (Below(2) == 0) {
        facts.set_loan_outstanding_paise(1 + Below(1'000'000'000));
      }
      if (Below(2) == 0) extra["savings_paise"].set_number(Below(1'000'000));
    } else if (parent == type::v1::SUBJECT_KIND_PRODUCER_COMPANY) {
      std::set<std::string> shgs;
      for (int i = Below(4); i > 0; --i) {
        // Few, so that several draw on the same ones.
        shgs.insert(absl::StrCat("groups/s", generation_ * 20 + Below(6)));
      }
      for (const std::string& shg : shgs) {
        extra["draws_on_shgs"].mutable_list()->add_values(shg);
      }
    } else if (Below(4) == 0) {
      extra["promoted_before_the_mission"].set_truth(Below(3) > 0);
    }
    return group;
  }

  absl::Status Put() {
    v1::UpdateGroupRequest request;
    *request.mutable_group() = AnyGroup();
    request.set_allow_missing(true);
    return Call<v1::UpdateGroupResponse>(store_.groups(),
                                         &StandardMethods::Update, request)
        .status();
  }
  absl::Status Delete() {
    v1::DeleteGroupRequest request;
    request.set_name(Name(AnyKind()));
    return Call<v1::DeleteGroupResponse>(store_.groups(),
                                         &StandardMethods::Delete, request)
        .status();
  }
  absl::Status Import() {
    v1::ImportEntitiesRequest request;
    for (int i = 0; i < 30; ++i) {
      *request.add_records()->mutable_entity()->mutable_group() = AnyGroup();
    }
    return store_.ImportEntities()->Store(request, CallContext()).status();
  }
  absl::Status Merge() {
    const type::v1::SubjectKind kind = AnyKind();
    v1::MergeSubjectsRequest request;
    request.set_survivor(Name(kind));
    request.set_duplicate(Name(kind));
    return MergeSubjects(&store_.changelog(), request, "admin").status();
  }
  absl::Status Erase() {
    v1::EraseSubjectRequest request;
    request.set_name(Name(AnyKind()));
    request.set_ground("asked");
    request.set_release_members(true);
    request.set_erase_records(true);
    return EraseSubject(&store_.changelog(), request, "admin",
                        BenefitRetention{0})
        .status();
  }
  absl::Status MovePlace() {
    v1::UpdatePlaceRequest request;
    request.mutable_place()->set_name("places/m");
    request.mutable_place()->set_kind(type::v1::PLACE_KIND_BLOCK);
    request.set_allow_missing(true);
    request.mutable_place()->set_development_parent(
        absl::StrCat("places/d", 1 + Below(2)));
    return Call<v1::UpdatePlaceResponse>(store_.places(),
                                         &StandardMethods::Update, request)
        .status();
  }
  absl::Status PutEnterprise() {
    v1::UpdateEnterpriseRequest request;
    request.mutable_enterprise()->set_name("enterprises/e");
    request.mutable_enterprise()->set_group(Name(AnyKind()));
    request.set_allow_missing(true);
    return Call<v1::UpdateEnterpriseResponse>(store_.enterprises(),
                                              &StandardMethods::Update, request)
        .status();
  }

  RegistryStore& store_;
  std::mt19937 random_;
  const int generation_;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_RANDOM_GROUP_CHANGES_H_
