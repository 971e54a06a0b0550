// Writing versions of schemes, and the steps of their lives.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_STORE_SCHEME_VERSION_METHODS_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_STORE_SCHEME_VERSION_METHODS_H_

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "common/changelog/changelog.h"
#include "common/changelog/resource_type.h"
#include "common/changelog/standard_methods.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"
#include "services/scheme_catalog/domain/version_life_cycle.h"
#include "services/scheme_catalog/store/catalog_tables.h"

namespace sangam::scheme_catalog {

// The standard methods, adapted to the life of a version: it begins as a draft,
// and only the steps change its state. `principal` is the account that asks,
// empty if it is not known; each step needs one, and is otherwise described at
// domain/version_life_cycle.h. Steps also give NOT_FOUND and ABORTED, and
// Submit and Publish INVALID_ARGUMENT if the terms don't pass today's checks.
// Thread-safe; the arguments, or of `standard` what it refers to, outlive it.
class SchemeVersionMethods {
 public:
  SchemeVersionMethods(Changelog* changelog, const CatalogTables* tables,
                       const StandardMethods* standard)
      : changelog_(*changelog), tables_(*tables), standard_(*standard) {}

  // As StandardMethods::Until.
  SchemeVersionMethods Until(std::function<bool()> cancelled) const {
    const StandardMethods standard = standard_.Until(std::move(cancelled));
    return SchemeVersionMethods(&changelog_, &tables_, &standard);
  }

  // As StandardMethods::Get and List, with what follows from the other versions
  // of each scheme in the same state: superseded_by, in_force_until,
  // never_in_force.
  absl::Status Get(const v1::GetSchemeVersionRequest& request,
                   v1::GetSchemeVersionResponse* response) const;
  absl::Status List(const v1::ListSchemeVersionsRequest& request,
                    v1::ListSchemeVersionsResponse* response) const;

  // As StandardMethods::Create. A state that is not stated means a draft;
  // INVALID_ARGUMENT on "scheme_version.state" for any other. The principal
  // becomes its first author; without one, PRINCIPAL_REQUIRED unless nothing is
  // to be stored. What Submit would refuse beside the version's own faults
  // comes as advice. So for Update.
  absl::Status Create(const std::string& principal,
                      const v1::CreateSchemeVersionRequest& request,
                      v1::CreateSchemeVersionResponse* response) const;

  // As StandardMethods::Update, but what only the steps set stays as it is,
  // whatever was sent; and if the terms change, the principal becomes an
  // author. A version that is no draft can be sent again with the same terms,
  // and is left unchanged; with others, VERSION_IMMUTABLE or
  // WRONG_VERSION_STATE. INVALID_ARGUMENT on "scheme_version.state" if a
  // version is sent as published that never was.
  absl::Status Update(const std::string& principal,
                      const v1::UpdateSchemeVersionRequest& request,
                      v1::UpdateSchemeVersionResponse* response) const;

  // Also INVALID_ARGUMENT if the version would be in force on a day of a
  // published one and neither supersedes the other. So for Publish, and for a
  // Close that corrects the last day to a later one.
  absl::Status Submit(const std::string& principal,
                      const v1::SubmitSchemeVersionRequest& request,
                      v1::SubmitSchemeVersionResponse* response) const;
  absl::Status Return(const std::string& principal,
                      const v1::ReturnSchemeVersionRequest& request,
                      v1::ReturnSchemeVersionResponse* response) const;
  absl::Status Publish(const std::string& principal,
                       const v1::PublishSchemeVersionRequest& request,
                       v1::PublishSchemeVersionResponse* response) const;
  absl::Status Suspend(const std::string& principal,
                       const v1::SuspendSchemeVersionRequest& request,
                       v1::SuspendSchemeVersionResponse* response) const;
  absl::Status Resume(const std::string& principal,
                      const v1::ResumeSchemeVersionRequest& request,
                      v1::ResumeSchemeVersionResponse* response) const;
  absl::Status Close(const std::string& principal,
                     const v1::CloseSchemeVersionRequest& request,
                     v1::CloseSchemeVersionResponse* response) const;

 private:
  using Step =
      absl::FunctionRef<absl::Status(const StepTaker&, v1::SchemeVersion*)>;

  template <typename Request, typename Response>
  absl::Status Take(const std::string& principal, const Request& request,
                    Response* response, Step step) const;
  // Fills what follows from the other versions in the state of `token`.
  absl::Status Complete(const std::string& token,
                        const std::vector<v1::SchemeVersion*>& versions) const;
  // Completes the reply of a write.
  template <typename Response>
  void CompleteReply(Response* response) const;
  // The same, and adds advice to it.
  template <typename Response>
  void Advise(Response* response) const;
  // Whether the version of this name is there and was published.
  absl::StatusOr<bool> IsPublished(const std::string& name) const;

  Changelog& changelog_;
  const CatalogTables& tables_;
  const StandardMethods standard_;
};

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_STORE_SCHEME_VERSION_METHODS_H_
