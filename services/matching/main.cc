// sangam_matching: which schemes fit whom.
#include <algorithm>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>

#include "absl/flags/flag.h"
#include "absl/time/time.h"
#include "common/server/channel.h"
#include "common/server/flags.h"
#include "common/server/server.h"
#include "sangam/registry/v1/registry_service.grpc.pb.h"
#include "sangam/scheme_catalog/v1/scheme_catalog_service.grpc.pb.h"
#include "services/matching/answer_basis.h"
#include "services/matching/coverage/coverage_basis.h"
#include "services/matching/feed_reporter.h"
#include "services/matching/feeds/catalog_state.h"
#include "services/matching/feeds/feed_client.h"
#include "services/matching/feeds/feed_errors.h"
#include "services/matching/feeds/registry_state.h"
#include "services/matching/feeds/subjects_state.h"
#include "services/matching/feeds/watermark.h"
#include "services/matching/guidance_service.h"
#include "services/matching/history/catalog_history.h"
#include "services/matching/history/catalog_reader.h"
#include "services/matching/history/past_answer_limit.h"
#include "services/matching/history/registry_history.h"
#include "services/matching/lookup/cached_profile_source.h"
#include "services/matching/lookup/fresh_profile_lookup.h"
#include "services/matching/lookup/outside_id_names.h"
#include "services/matching/lookup/owner_read_limit.h"
#include "services/matching/lookup/redis_connection_pool.h"
#include "services/matching/lookup/registry_profile_source.h"
#include "services/matching/lookup/registry_records.h"
#include "services/matching/lookup/single_flight_profile_source.h"
#include "services/matching/matching_metrics.h"
#include "services/matching/matching_service.h"
#include "services/matching/opportunity_service.h"
#include "services/matching/redis_address.h"
#include "services/matching/replication_service.h"
#include "services/matching/subject_finder.h"
#include "services/matching/subjects_keeper.h"

ABSL_FLAG(std::string, registry, "127.0.0.1:7401",
          "Address and port of the registry.");
ABSL_FLAG(std::string, scheme_catalog, "127.0.0.1:7402",
          "Address and port of the scheme catalogue.");
ABSL_FLAG(std::string, redis, "127.0.0.1:7404",
          "Address and port of Redis; empty: nothing is cached.");
ABSL_FLAG(std::string, columns_snapshot, "",
          "File that keeps the columns of all subjects over a restart, so that"
          " the registry need not be listed; of this process alone, and as"
          " worthy of protection as the registry. Empty: nothing is kept.");
ABSL_FLAG(absl::Duration, columns_snapshot_interval, absl::Minutes(10),
          "The least time between two writings of that file.");

namespace sangam::matching {
namespace {

constexpr const char* kServiceNames[] = {
    "sangam.matching.v1.MatchingService",
    "sangam.matching.v1.OpportunityService",
    "sangam.matching.v1.ReplicationService",
    "sangam.matching.v1.GuidanceService",
};

// Handlers of matching wait (for Redis, the registry, a feed) more than they
// reckon, so more of them pay than the runtime's own default.
constexpr int kWorkerThreads = 32;

std::unique_ptr<RedisConnectionPool> MakeRedis(MatchingMetrics* metrics,
                                               size_t connections) {
  const std::string flag = absl::GetFlag(FLAGS_redis);
  if (flag.empty()) return nullptr;
  const auto address = ParseRedisAddress(flag);
  if (!address) ExitOnBadFlag("--redis", "must be address:port, or empty");
  RedisConnectionPool::Options options;
  options.host = address->host;
  options.port = address->port;
  options.connections = connections;
  options.on_event = [metrics](LookupStoreEvent event) {
    metrics->CountRedisCall(event);
  };
  return std::make_unique<RedisConnectionPool>(std::move(options));
}

SubjectsKeeper::Options KeeperOptions() {
  SubjectsKeeper::Options options;
  options.path = absl::GetFlag(FLAGS_columns_snapshot);
  options.interval = absl::GetFlag(FLAGS_columns_snapshot_interval);
  if (options.interval <= absl::ZeroDuration()) {
    ExitOnBadFlag("--columns_snapshot_interval", "must be more than 0");
  }
  options.quiet = std::min(options.quiet, options.interval);
  return options;
}

int Run(int argc, char** argv) {
  const ServerOptions options = ReadCommandLine(
      argc, argv,
      {"Answers which schemes fit a group, an enterprise or a cluster.",
       "127.0.0.1:7403",
       "127.0.0.1:7413",
       {std::begin(kServiceNames), std::end(kServiceNames)},
       kWorkerThreads});
  for (const auto& [flag, value] :
       {std::pair("--registry", absl::GetFlag(FLAGS_registry)),
        std::pair("--scheme_catalog", absl::GetFlag(FLAGS_scheme_catalog))}) {
    if (value.empty()) ExitOnBadFlag(flag, "must be an address and port");
  }
  const SubjectsKeeper::Options keeper_options = KeeperOptions();
  ServerRuntime runtime(options);
  const Clock* const clock = &runtime.clock();
  MatchingMetrics metrics(&runtime.metrics());

  // What the feeds bring. Of eight workers at most two wait long for the feeds,
  // four for profiles and one for the past; the others answer what needs none
  // of these.
  Watermark::Options watermark_options;
  watermark_options.max_waiters = std::max(1, options.worker_threads / 8);
  Watermark catalog_watermark(kCatalogStore, clock, watermark_options);
  Watermark registry_watermark(kRegistryStore, clock, watermark_options);
  FeedReporter reporter(&metrics, &runtime.logger(), clock, &catalog_watermark,
                        &registry_watermark, [&runtime] {
                          for (const char* name : kServiceNames) {
                            runtime.SetServing(name, true);
                          }
                        });
  CatalogState catalog(&catalog_watermark,
                       [&] { reporter.CatalogShown(catalog); });
  // All subjects, for questions about many of them.
  Watermark subjects_watermark(kRegistryStore, clock, watermark_options);
  SubjectsState everybody(&subjects_watermark);
  RegistryState registry(&registry_watermark,
                         [&] { reporter.RegistryShown(registry); });
  SubjectsKeeper keeper(keeper_options, &everybody, &registry_watermark,
                        &metrics, &runtime.logger(), clock);

  // Where profiles come from.
  const auto registry_stub = registry::v1::RegistryService::NewStub(
      NewChannel(absl::GetFlag(FLAGS_registry)));
  RegistryProfileSource::Options read_options;
  read_options.on_read = [&metrics](bool answered) {
    metrics.CountOwnerRead(answered);
  };
  RegistryProfileSource owner(registry_stub.get(), clock, read_options);
  OwnerReadLimit::Options limit_options;
  limit_options.reads_at_once = std::clamp(options.worker_threads / 2, 1, 64);
  OwnerReadLimit limited(&owner, clock, limit_options);
  const auto redis = MakeRedis(&metrics, options.worker_threads);
  CachedProfileSource::Options cache_options;
  cache_options.on_outcome = [&metrics](CacheOutcome outcome) {
    metrics.CountLookup(outcome);
  };
  CachedProfileSource cached(&limited, redis.get(), cache_options);
  SingleFlightProfileSource single_flight(
      redis != nullptr ? static_cast<ProfileSource*>(&cached) : &limited,
      clock);
  const OutsideIdNames names(redis.get());
  const FreshProfileLookup profiles(&registry, &registry_watermark,
                                    &single_flight, &names);

  // Where past states come from: never from Redis.
  const auto catalog_stub = scheme_catalog::v1::SchemeCatalogService::NewStub(
      NewChannel(absl::GetFlag(FLAGS_scheme_catalog)));
  const CatalogReader catalog_reader(catalog_stub.get(), clock, {});
  CatalogHistory catalog_history(&catalog, &catalog_reader, clock, {});
  RegistryHistory registry_history(&registry, &limited, registry_stub.get(),
                                   clock, {});
  PastAnswerLimit::Options past_options;
  past_options.answers_at_once = std::max(1, options.worker_threads / 8);
  past_options.most_waiting = past_options.answers_at_once;
  PastAnswerLimit past_answers(clock, past_options);

  const SubjectFinder subjects(
      {&registry, &registry_watermark, &profiles, &registry_history});
  const AnswerBasisReader reader({clock, &catalog, &catalog_watermark,
                                  &registry_watermark, &subjects,
                                  &catalog_history, &past_answers});
  // Each of these answers holds some memory, and keeps a core busy while it
  // works.
  LongAnswerLimit coverage_answers(clock, {});
  WorkingTurns coverage_turns(2);
  const CoverageBasisReader coverage(
      {clock, &catalog, &catalog_watermark, &everybody, &subjects_watermark,
       &coverage_answers, &coverage_turns, &limited});
  const RegistryRecords records(registry_stub.get(), clock);
  MatchingServiceImpl service(&runtime, &reader, &coverage, &records);
  OpportunityServiceImpl opportunity(&runtime, &coverage);
  ReplicationServiceImpl replication(&runtime, &coverage);
  GuidanceServiceImpl guidance(&runtime, &reader, &records);
  runtime.Register(&service);
  runtime.Register(&opportunity);
  runtime.Register(&replication);
  runtime.Register(&guidance);
  const absl::Status started = runtime.Start();
  if (!started.ok()) {
    std::cerr << "sangam_matching: " << started.message() << std::endl;
    return absl::IsInvalidArgument(started) ? 2 : 1;
  }

  const auto feed_options = [&reporter](const char* owner_name) {
    FeedOptions feed;
    feed.on_disconnect = [&reporter, owner_name](const absl::Status& reason) {
      reporter.Disconnected(owner_name, reason);
    };
    return feed;
  };
  FeedClient<registry::v1::WatchProfilesRequest,
             registry::v1::WatchProfilesResponse>
      registry_feed(
          [&](grpc::ClientContext* context,
              const registry::v1::WatchProfilesRequest& request,
              grpc::CompletionQueue* queue) {
            return registry_stub->PrepareAsyncWatchProfiles(context, request,
                                                            queue);
          },
          &registry, feed_options(kRegistryStore));
  FeedClient<scheme_catalog::v1::WatchCatalogRequest,
             scheme_catalog::v1::WatchCatalogResponse>
      catalog_feed(
          [&](grpc::ClientContext* context,
              const scheme_catalog::v1::WatchCatalogRequest& request,
              grpc::CompletionQueue* queue) {
            return catalog_stub->PrepareAsyncWatchCatalog(context, request,
                                                          queue);
          },
          &catalog, feed_options(kCatalogStore));
  FeedOptions subjects_options = feed_options(kRegistryStore);
  subjects_options.on_disconnect =
      [&keeper,
       report = subjects_options.on_disconnect](const absl::Status& reason) {
        report(reason);
        keeper.Disconnected(reason);
      };
  FeedClient<registry::v1::WatchProfilesRequest,
             registry::v1::WatchProfilesResponse>
      subjects_feed(
          [&](grpc::ClientContext* context,
              const registry::v1::WatchProfilesRequest& request,
              grpc::CompletionQueue* queue) {
            registry::v1::WatchProfilesRequest whole = request;
            whole.set_with_profiles(true);
            return registry_stub->PrepareAsyncWatchProfiles(context, whole,
                                                            queue);
          },
          &everybody, std::move(subjects_options));
  registry_feed.Start();
  catalog_feed.Start();
  keeper.Start([&subjects_feed] { subjects_feed.Start(); });
  const int code = runtime.RunUntilSignal();
  // Before the feed that its thread starts is gone.
  keeper.Stop();
  return code;
}

}  // namespace
}  // namespace sangam::matching

int main(int argc, char** argv) { return sangam::matching::Run(argc, argv); }
