// A registry whose lists are asked for.
#ifndef SANGAM_SERVICES_REGISTRY_LISTS_LIST_FIXTURE_H_
#define SANGAM_SERVICES_REGISTRY_LISTS_LIST_FIXTURE_H_

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/registry/lists/snapshot_places.h"
#include "services/registry/lists/subject_list.h"
#include "services/registry/store/registry_store_fixture.h"
#include "services/registry/store/resource_types.h"

namespace sangam::registry {

class ListTest : public RegistryStoreTest {
 protected:
  absl::StatusOr<v1::ListGroupsResponse> ListGroups(
      const std::string& filter, const std::string& order_by, int page_size = 0,
      const std::string& page_token = "", const std::string& exact_token = "") {
    v1::ListGroupsRequest request;
    request.set_filter(filter);
    request.set_order_by(order_by);
    request.set_page_size(page_size);
    request.set_page_token(page_token);
    if (!exact_token.empty()) {
      request.mutable_read_at()->set_exact_token(exact_token);
    }
    return ListSubjectsAs<v1::ListGroupsResponse>(store_->changelog(),
                                                  GroupType(), request);
  }

  // The names on all pages.
  std::vector<std::string> ListAll(const std::string& filter,
                                   const std::string& order_by,
                                   int page_size = 0,
                                   const std::string& exact_token = "") {
    std::vector<std::string> names;
    std::string page_token;
    do {
      const auto page =
          ListGroups(filter, order_by, page_size, page_token, exact_token);
      EXPECT_TRUE(page.ok())
          << filter << " by " << order_by << ": " << page.status();
      if (!page.ok()) return names;
      for (const v1::Group& group : page->groups()) {
        EXPECT_NE(group.etag(), "");
        names.push_back(group.name());
      }
      EXPECT_NE(page->token(), "");
      page_token = page->next_page_token();
    } while (!page_token.empty());
    return names;
  }

  std::vector<v1::Group> AllGroups() {
    v1::ListGroupsRequest request;
    request.set_page_size(1'000);
    const auto all = Call<v1::ListGroupsResponse>(
        store_->groups(), &StandardMethods::List, request);
    return {all->groups().begin(), all->groups().end()};
  }

  std::vector<std::string> EnterpriseNames(const std::string& filter,
                                           const std::string& order_by) {
    v1::ListEnterprisesRequest request;
    request.set_filter(filter);
    request.set_order_by(order_by);
    const auto list = ListSubjectsAs<v1::ListEnterprisesResponse>(
        store_->changelog(), EnterpriseType(), request);
    EXPECT_TRUE(list.ok()) << list.status();
    std::vector<std::string> names;
    for (const auto& record : list->enterprises()) {
      names.push_back(record.name());
    }
    return names;
  }

  std::vector<std::string> ClusterNames(const std::string& filter,
                                        const std::string& order_by) {
    v1::ListClustersRequest request;
    request.set_filter(filter);
    request.set_order_by(order_by);
    const auto list = ListSubjectsAs<v1::ListClustersResponse>(
        store_->changelog(), ClusterType(), request);
    EXPECT_TRUE(list.ok()) << list.status();
    std::vector<std::string> names;
    for (const auto& record : list->clusters()) names.push_back(record.name());
    return names;
  }

  // SHGs "groups/case-1" and so on with this profile; the last ones with
  // another.
  absl::Status ImportGroups(int count, const std::string& profile,
                            const std::string& last_profile, int last = 1) {
    const auto import = store_->ImportEntities();
    for (int sent = 0; sent < count;) {
      v1::ImportEntitiesRequest request;
      request.set_request_id(absl::StrCat("import-", sent));
      for (; request.records_size() < 1'000 && sent < count; ++sent) {
        v1::ImportRecord* record = request.add_records();
        record->set_row(sent + 1);
        v1::Group* group = record->mutable_entity()->mutable_group();
        group->set_name(absl::StrCat("groups/case-", 100'000 + sent));
        group->set_title(absl::StrCat("Case ", 100'000 + sent));
        group->set_kind(type::v1::SUBJECT_KIND_SHG);
        if (!google::protobuf::TextFormat::ParseFromString(
                sent + last >= count ? last_profile : profile,
                group->mutable_profile())) {
          return InternalFault("no profile");
        }
      }
      const auto response = import->Store(request);
      if (!response.ok()) return response.status();
      if (response->rejected_size() > 0) return InternalFault("rejected");
      token_ = response->token();
    }
    return absl::OkStatus();
  }

  // An SHG of more than 300 KiB.
  absl::Status PutLargeGroup(const std::string& name, int members) {
    std::string extra;
    for (int list = 0; list < 6; ++list) {
      absl::StrAppend(&extra, " extra { key: 'list", list, "' value { list {");
      for (int i = 0; i < 200; ++i) {
        absl::StrAppend(&extra, " values: '", std::string(260, 'x'), "'");
      }
      absl::StrAppend(&extra, " } } }");
    }
    return PutGroup(absl::StrCat("name: 'groups/", name,
                                 "' kind: SUBJECT_KIND_SHG title: 'A'"
                                 " profile { members: ",
                                 members, extra, " }"));
  }

  // All places, as they are now.
  class StorePlaces : public PlaceDirectory {
   public:
    explicit StorePlaces(RegistryStore* store) : store_(*store) {}

    absl::optional<PlaceChain> ChainOf(absl::string_view place) const override {
      absl::optional<PlaceChain> chain;
      EXPECT_TRUE(store_.changelog()
                      .Read([&](Snapshot& snapshot) {
                        chain = SnapshotPlaces(&snapshot).ChainOf(place);
                        return absl::OkStatus();
                      })
                      .ok());
      return chain;
    }
    std::string TitleOf(absl::string_view) const override { return ""; }

   private:
    RegistryStore& store_;
  };
  const StorePlaces& Directory() {
    directory_ = std::make_unique<StorePlaces>(store_.get());
    return *directory_;
  }

 private:
  std::unique_ptr<StorePlaces> directory_;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_LISTS_LIST_FIXTURE_H_
