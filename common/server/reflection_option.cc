#include "common/server/reflection_option.h"

#include <algorithm>
#include <vector>

#include "grpcpp/ext/proto_server_reflection_plugin.h"
#include "grpcpp/impl/server_builder_plugin.h"

namespace sangam {
namespace {

constexpr char kPluginName[] = "proto_server_reflection";

class KeepOrRemove : public grpc::ServerBuilderOption {
 public:
  explicit KeepOrRemove(bool keep) : keep_(keep) {}

  void UpdateArguments(grpc::ChannelArguments*) override {}
  void UpdatePlugins(std::vector<std::unique_ptr<grpc::ServerBuilderPlugin>>*
                         plugins) override {
    if (keep_) return;
    plugins->erase(std::remove_if(plugins->begin(), plugins->end(),
                                  [](const auto& plugin) {
                                    return plugin->name() == kPluginName;
                                  }),
                   plugins->end());
  }

 private:
  const bool keep_;
};

}  // namespace

std::unique_ptr<grpc::ServerBuilderOption> ReflectionOption(bool reflection) {
  // Also keeps the linker from dropping the library, which nothing else names.
  if (reflection) grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  return std::make_unique<KeepOrRemove>(reflection);
}

}  // namespace sangam
