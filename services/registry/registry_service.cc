#include "services/registry/registry_service.h"

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "common/changelog/resource_fields.h"
#include "common/server/raw_method.h"
#include "common/status/macros.h"

namespace sangam::registry {
namespace {

using google::protobuf::Message;

// A watcher's feed as the messages of its call.
class ProfileStream : public StreamSource<v1::WatchProfilesResponse> {
 public:
  explicit ProfileStream(std::unique_ptr<ProfileFeed> feed)
      : feed_(std::move(feed)) {}

  void OnStart(std::function<void()> wake) override {
    feed_->OnStart(std::move(wake));
  }

  absl::StatusOr<absl::optional<v1::WatchProfilesResponse>> Next(
      const CallContext& call) override {
    return feed_->Next(call);
  }

  absl::Duration ReaderTime(absl::Duration left) const override {
    return feed_->ReaderTime(left);
  }

 private:
  const std::unique_ptr<ProfileFeed> feed_;
};

// The chunks of an import, answered one by one.
class ImportExchange
    : public Exchange<v1::ImportEntitiesRequest, v1::ImportEntitiesResponse,
                      PreparedChunk> {
 public:
  explicit ImportExchange(std::unique_ptr<EntityImport> import)
      : import_(std::move(import)) {}

  PreparedChunk Prepare(
      const v1::ImportEntitiesRequest& request) const override {
    return import_->Prepare(request);
  }

  absl::StatusOr<v1::ImportEntitiesResponse> Answer(
      const CallContext& call, const v1::ImportEntitiesRequest& request,
      PreparedChunk& prepared) override {
    return import_->Store(request, std::move(prepared), call);
  }

 private:
  const std::unique_ptr<EntityImport> import_;
};

// Which resource a request is about: the one that it names, or that it holds.
std::string NameIn(const Message& request) {
  const auto* first = request.GetDescriptor()->FindFieldByNumber(1);
  if (first->message_type() == nullptr) return TextField(request, "name");
  return TextField(request.GetReflection()->GetMessage(request, first), "name");
}

// An export as the messages of its call.
class ExportStream : public StreamSource<v1::ExportEntitiesResponse> {
 public:
  explicit ExportStream(std::unique_ptr<EntityExport> pages)
      : pages_(std::move(pages)) {}

  void OnStart(std::function<void()>) override {}

  absl::StatusOr<absl::optional<v1::ExportEntitiesResponse>> Next(
      const CallContext&) override {
    auto page = pages_->Next();
    if (page.ok() && !page->has_value()) return EndOfStream();
    return page;
  }

 private:
  const std::unique_ptr<EntityExport> pages_;
};

}  // namespace

RegistryServiceAdaptor::RegistryServiceAdaptor(ServerRuntime* runtime,
                                               RegistryStore* store)
    : runtime_(*runtime), store_(*store) {
  MarkMethodRawCallback(
      MethodIndex(v1::RegistryService::service_full_name(), "ImportEntities"),
      RawMethod(
          [this](Context* context) { return AnswerImportEntities(context); }));
}

absl::Status RegistryServiceAdaptor::Answer(const StandardMethods& methods,
                                            Method method,
                                            const Message& request,
                                            Message* response) {
  absl::Status status = (methods.*method)(request, response);
  if (!absl::IsNotFound(status)) return status;
  const std::string name = NameIn(request);
  SANGAM_ASSIGN_OR_RETURN(const std::string survivor,
                          store_.SurvivorOf(name, ReadAtField(request)));
  if (survivor.empty()) return status;
  if (method == Method{&StandardMethods::Get}) {
    const std::unique_ptr<Message> again(request.New());
    again->CopyFrom(request);
    SetTextField(again.get(), "name", survivor);
    absl::Status read = (methods.*method)(*again, response);
    if (!absl::IsNotFound(read)) return read;
  }
  return store_.ExplainMissing(name, ReadAtField(request), status);
}

Reactor* RegistryServiceAdaptor::GetSubjectProfile(
    Context* context, const v1::GetSubjectProfileRequest* request,
    v1::GetSubjectProfileResponse* response) {
  return runtime_.Unary(
      context, request, response,
      [this](const CallContext&, const v1::GetSubjectProfileRequest& request) {
        return store_.GetSubjectProfile(request);
      });
}

grpc::ServerWriteReactor<v1::WatchProfilesResponse>*
RegistryServiceAdaptor::WatchProfiles(Context* context,
                                      const v1::WatchProfilesRequest* request) {
  return runtime_.Stream(
      context, request,
      std::make_unique<ProfileStream>(store_.WatchProfiles(*request)));
}

grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>*
RegistryServiceAdaptor::AnswerImportEntities(Context* context) {
  return runtime_.Answer(
      context, std::make_unique<ImportExchange>(store_.ImportEntities()));
}

grpc::ServerWriteReactor<v1::ExportEntitiesResponse>*
RegistryServiceAdaptor::ExportEntities(
    Context* context, const v1::ExportEntitiesRequest* request) {
  return runtime_.Stream(
      context, request,
      std::make_unique<ExportStream>(store_.ExportEntities(*request)));
}

}  // namespace sangam::registry
