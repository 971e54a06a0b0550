// A registry with federations, for tests.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_FEDERATION_ROLL_UPS_FIXTURE_H_
#define SANGAM_SERVICES_REGISTRY_STORE_FEDERATION_ROLL_UPS_FIXTURE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gtest/gtest.h"
#include "services/registry/store/federation_roll_ups.h"
#include "services/registry/store/older_schema.h"
#include "services/registry/store/subject_care_fixture.h"

namespace sangam::registry {

// Names are written without "groups/".
class FederationRollUpsTest : public SubjectCareTest {
 protected:
  void Put(const std::string& name, const std::string& kind,
           const std::string& parent, const std::string& more = "") {
    const absl::Status status =
        PutGroup(absl::StrCat("name: 'groups/", name, "' kind: SUBJECT_KIND_",
                              kind, parent.empty() ? "" : " parent: 'groups/",
                              parent, parent.empty() ? "" : "'", " ", more));
    ASSERT_TRUE(status.ok()) << name << ": " << status;
  }
  void PutShg(const std::string& name, const std::string& parent,
              int64_t members) {
    Put(name, "SHG", parent,
        absl::StrCat("profile { members: ", members, " }"));
  }

  // BLF b > CLF c > VOs v and w; SHGs s1 (10) and s2 (20) in v, s3 (40) in w.
  void PutTree() {
    Put("b", "BLF", "", "children_complete: true");
    Put("c", "CLF", "b", "children_complete: true");
    Put("v", "VO", "c", "children_complete: true");
    Put("w", "VO", "c", "children_complete: true");
    PutShg("s1", "v", 10);
    PutShg("s2", "v", 20);
    PutShg("s3", "w", 40);
  }

  v1::FederationRollUp Get(const std::string& name,
                           const std::string& exact_token = "") {
    v1::GetFederationRollUpRequest request;
    request.set_name("groups/" + name);
    if (!exact_token.empty()) {
      request.mutable_read_at()->set_exact_token(exact_token);
    }
    const auto response = GetFederationRollUp(&store_->changelog(), request);
    EXPECT_TRUE(response.ok()) << name << ": " << response.status();
    return response.ok() ? response->roll_up() : v1::FederationRollUp();
  }

  // "SHGs/members", and what is apart after a "+".
  std::string Sums(const std::string& name, const std::string& token = "") {
    const v1::FederationRollUp told = Get(name, token);
    const auto text = [](const v1::ShgSums& sums) {
      return absl::StrCat(sums.shgs(), "/", sums.members().sum());
    };
    return absl::StrCat(text(told.sums()), told.has_own_mandate() ? "+" : "",
                        told.has_own_mandate() ? text(told.own_mandate()) : "");
  }
  std::string Tree(const std::string& token = "") {
    return absl::StrCat(Sums("v", token), " ", Sums("w", token), " ",
                        Sums("c", token), " ", Sums("b", token));
  }

  static std::string DrawsOn(const std::vector<std::string>& shgs) {
    return absl::StrCat(
        "profile { extra { key: 'draws_on_shgs' value { list {",
        absl::StrJoin(shgs, "",
                      [](std::string* out, const std::string& shg) {
                        absl::StrAppend(out, " values: 'groups/", shg, "'");
                      }),
        " } } } }");
  }

  // As a release left the store that kept no sums.
  void ForgetSums() {
    ASSERT_TRUE(store_->changelog()
                    .Write([](WriteTransaction& transaction) {
                      return transaction.database().Execute(
                          absl::StrCat(UndoTheNinthMigrationSql(),
                                       "UPDATE profiles SET body = '';"
                                       "UPDATE history SET body = ''"
                                       " WHERE collection = 'profiles';"
                                       "UPDATE schema_version SET version = 7"
                                       " WHERE part = 'registry'"));
                    })
                    .ok());
  }
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_FEDERATION_ROLL_UPS_FIXTURE_H_
