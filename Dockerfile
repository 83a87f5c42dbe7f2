# Simulator in a container.
#   docker build -t simulator .                                              CPU
#   docker build -t simulator --build-arg TORCH=TorchSharp-cuda-linux .      GPU (run with --gpus all)
#   docker run -p 127.0.0.1:5080:5080 -v simulator:/app/data simulator
# Debian 12 as everywhere else, so that libtorch is the one the tests run on. eng/docker-steps runs every RUN line below
# outside Docker: keep paths relative to WORKDIR.

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS sdk

FROM debian:12 AS build
ARG TORCH=libtorch
ARG FEED=full
COPY --from=sdk /usr/share/dotnet /usr/share/dotnet
ENV PATH=/usr/share/dotnet:$PATH DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
WORKDIR /source
COPY eng/packages eng/packages
RUN TORCH=$TORCH eng/packages install build
RUN command -v npm || (apt-get update && apt-get install -y --no-install-recommends nodejs npm)
COPY . .
RUN dotnet publish src/Web/Web.csproj -c Release -o published/web -p:Feed=$FEED -p:TorchProvider=$TORCH -nodeReuse:false -p:UseSharedCompilation=false
RUN dotnet publish src/Cli/Cli.csproj -c Release -o published/cli -p:Feed=$FEED -p:TorchProvider=$TORCH -nodeReuse:false -p:UseSharedCompilation=false

FROM debian:12-slim AS final
ARG TORCH=libtorch
COPY --from=sdk /usr/share/dotnet /usr/share/dotnet
ENV PATH=/usr/share/dotnet:$PATH DOTNET_NOLOGO=1
WORKDIR /app
COPY eng/packages eng/health eng/
RUN TORCH=$TORCH eng/packages install runtime
COPY --from=build /source/published .
RUN mkdir -p data && chown 10001:10001 data
# A container's own loopback is out of reach from outside it, so here the server listens on every address.
ENV SIMULATOR_BIND=0.0.0.0 SIMULATOR_PORT=5080 SIMULATOR_DATA=/app/data
USER 10001:10001
VOLUME /app/data
EXPOSE 5080
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["/app/eng/health", "5080"]
WORKDIR /app/web
CMD ["dotnet", "Simulator.Web.dll"]
