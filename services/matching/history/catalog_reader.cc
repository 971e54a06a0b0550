#include "services/matching/history/catalog_reader.h"

#include <utility>

#include "common/status/errors.h"
#include "common/status/grpc_status.h"
#include "common/status/macros.h"
#include "google/protobuf/message.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "services/matching/catalog/shared_resource.h"
#include "services/matching/feeds/feed_errors.h"
#include "services/matching/lookup/owner_call.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::SchemeCatalogService;

// Lists tell what follows from other versions, the feed does not: that alone
// must not make a version look changed.
void LeaveOutReckoned(scheme_catalog::v1::SchemeVersion* version) {
  version->clear_superseded_by();
  version->clear_in_force_until();
  version->clear_never_in_force();
}
void LeaveOutReckoned(google::protobuf::Message*) {}

// Readiness rules by name, as ReadAll fills them.
struct ReadinessRuleList {
  void Set(std::shared_ptr<const scheme_catalog::v1::ReadinessRule> rule) {
    rules[rule->name()] = rule;
  }

  ReadinessRulesByName rules;
};

// What says the same as in the snapshot is shared with it; it holds no
// readiness rules.
template <typename Resource>
std::shared_ptr<const Resource> Share(Resource resource,
                                      const CatalogSnapshot* known) {
  return SharedResource(std::move(resource), known);
}
std::shared_ptr<const scheme_catalog::v1::ReadinessRule> Share(
    scheme_catalog::v1::ReadinessRule rule, const CatalogSnapshot*) {
  return std::make_shared<const scheme_catalog::v1::ReadinessRule>(
      std::move(rule));
}

// Reads the lists of one state, page by page.
class ListReader {
 public:
  ListReader(SchemeCatalogService::StubInterface* stub, const Clock* clock,
             const CatalogReader::Options& options, const CallContext& call)
      : stub_(stub), clock_(clock), options_(options), call_(call) {}

  template <typename Request, typename Response>
  using Method =
      std::unique_ptr<grpc::ClientAsyncResponseReaderInterface<Response>> (
          SchemeCatalogService::StubInterface::*)(grpc::ClientContext*,
                                                  const Request&,
                                                  grpc::CompletionQueue*);

  // One page, and the position that it is of.
  template <typename Request, typename Response>
  absl::StatusOr<StorePosition> ReadPage(Method<Request, Response> method,
                                         const Moment& moment, Request request,
                                         Response* page) const {
    if (call_.cancelled()) return DeadlineExceededError();
    *request.mutable_read_at() = ToReadAt(moment);
    grpc::ClientContext context;
    PreparePastCall(call_, *clock_, options_.longest_read, &context);
    const absl::Status status =
        FromGrpcStatus(AskOwner(call_, stub_, method, &context, request, page));
    if (!status.ok()) {
      return TranslateOwnerError(status, kCatalogStore, call_, *clock_);
    }
    SANGAM_ASSIGN_OR_RETURN(StorePosition position,
                            BatchPosition(page->token(), kCatalogStore));
    if (!IsAt(moment, position)) return SomethingElse();
    return position;
  }

  // The whole list, shared with what is known.
  template <typename Request, typename Response, typename Resource,
            typename Contents>
  absl::Status ReadAll(
      Method<Request, Response> method, const Moment& moment,
      google::protobuf::RepeatedPtrField<Resource>* (Response::*resources)(),
      const CatalogSnapshot* known, Contents* all) const {
    Request request;
    request.set_page_size(options_.page_size);
    do {
      Response page;
      SANGAM_RETURN_IF_ERROR(ReadPage(method, moment, request, &page).status());
      // A page that leads to itself would be read for ever.
      if (!page.next_page_token().empty() &&
          page.next_page_token() == request.page_token()) {
        return SomethingElse();
      }
      for (Resource& resource : *(page.*resources)()) {
        LeaveOutReckoned(&resource);
        all->Set(Share(std::move(resource), known));
      }
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return absl::OkStatus();
  }

 private:
  static absl::Status SomethingElse() {
    return FeedBrokenError(kCatalogStore, "answered something else");
  }

  SchemeCatalogService::StubInterface* const stub_;
  const Clock* const clock_;
  const CatalogReader::Options& options_;
  const CallContext& call_;
};

}  // namespace

absl::StatusOr<StorePosition> CatalogReader::PositionAt(
    const Moment& moment, const CallContext& call) const {
  scheme_catalog::v1::ListDepartmentsRequest request;
  request.set_page_size(1);
  scheme_catalog::v1::ListDepartmentsResponse page;
  return ListReader(stub_, clock_, options_, call)
      .ReadPage(&SchemeCatalogService::StubInterface::AsyncListDepartments,
                moment, request, &page);
}

absl::StatusOr<CatalogContents> CatalogReader::Load(
    const StorePosition& position, const CatalogSnapshot* known,
    const CallContext& call) const {
  using Stub = SchemeCatalogService::StubInterface;
  namespace catalog = scheme_catalog::v1;
  const ListReader reader(stub_, clock_, options_, call);
  CatalogContents all;
  SANGAM_RETURN_IF_ERROR(reader.ReadAll(
      &Stub::AsyncListDepartments, position,
      &catalog::ListDepartmentsResponse::mutable_departments, known, &all));
  SANGAM_RETURN_IF_ERROR(reader.ReadAll(
      &Stub::AsyncListAttributes, position,
      &catalog::ListAttributesResponse::mutable_attributes, known, &all));
  SANGAM_RETURN_IF_ERROR(reader.ReadAll(
      &Stub::AsyncListParameters, position,
      &catalog::ListParametersResponse::mutable_parameters, known, &all));
  SANGAM_RETURN_IF_ERROR(reader.ReadAll(
      &Stub::AsyncListPlaceSets, position,
      &catalog::ListPlaceSetsResponse::mutable_place_sets, known, &all));
  SANGAM_RETURN_IF_ERROR(reader.ReadAll(
      &Stub::AsyncListSchemes, position,
      &catalog::ListSchemesResponse::mutable_schemes, known, &all));
  SANGAM_RETURN_IF_ERROR(reader.ReadAll(
      &Stub::AsyncListSchemeVersions, position,
      &catalog::ListSchemeVersionsResponse::mutable_scheme_versions, known,
      &all));
  return all;
}

absl::StatusOr<ReadinessRulesByName> CatalogReader::LoadReadinessRules(
    const StorePosition& position, const CallContext& call) const {
  ReadinessRuleList list;
  SANGAM_RETURN_IF_ERROR(
      ListReader(stub_, clock_, options_, call)
          .ReadAll(
              &SchemeCatalogService::StubInterface::AsyncListReadinessRules,
              position,
              &scheme_catalog::v1::ListReadinessRulesResponse::
                  mutable_readiness_rules,
              nullptr, &list));
  return std::move(list.rules);
}

}  // namespace sangam::matching
